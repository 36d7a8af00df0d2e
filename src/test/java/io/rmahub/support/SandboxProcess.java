package io.rmahub.support;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** The sandbox neighbours as a process of their own, so that what they counted outlives a killed hub. */
public final class SandboxProcess implements AutoCloseable {

    private static final String MAIN = "io.rmahub.trial.sandbox.SandboxApplication";

    private final int port;
    private final int mailPort;
    private final ChildJvm jvm;

    private SandboxProcess(int port, int mailPort, ChildJvm jvm) {
        this.port = port;
        this.mailPort = mailPort;
        this.jvm = jvm;
    }

    /** Starts on free ports and waits until it answers. */
    public static SandboxProcess start(String name) {
        List<Integer> ports = FreePorts.several(2);
        int port = ports.get(0);
        int mailPort = ports.get(1);
        ChildJvm jvm = ChildJvm.startClass(name, MAIN, List.of("-Xmx1g"),
                List.of("--server.port=" + port, "--hub.sandbox.smtp-port=" + mailPort));
        SandboxProcess sandbox = new SandboxProcess(port, mailPort, jvm);
        try {
            jvm.awaitOk(sandbox.uri("/sandbox/csp/received?limit=1"), Duration.ofSeconds(60));
        } catch (RuntimeException e) {
            sandbox.close();
            throw e;
        }
        return sandbox;
    }

    /** What is shipped, with these neighbours in place of a hub's own. */
    public ShippedConfig config() {
        return ShippedConfig.read(port, mailPort);
    }

    /**
     * Arguments that make a hub of the sandbox profile talk to these neighbours instead of its own. Those that are only
     * asked are not: each answer is a message too, and who uses this counts the messages that it has posted.
     */
    public List<String> hubArguments() {
        ShippedConfig config = config();
        return Stream.concat(config.neighbourArguments().stream(),
                config.askedTargets().stream().map(name -> "--hub.targets." + name + ".enabled=false")).toList();
    }

    public URI uri(String path) {
        return URI.create("http://localhost:" + port + path);
    }

    public Neighbours neighbours() {
        return new Neighbours(uri(""));
    }

    @Override
    public void close() {
        jvm.close();
    }
}
