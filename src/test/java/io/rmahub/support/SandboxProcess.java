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

    /**
     * Arguments that make a hub of the sandbox profile talk to these neighbours instead of its own. What the TMS knows
     * of units and Products of stock is not asked: each answer is a message too, and who uses this counts the messages
     * that it has posted.
     */
    public List<String> hubArguments() {
        Stream<String> targets = Stream.of("csp", "tms", "tickets", "thulium", "products", "notification-webhook")
                .map(name -> "--hub.targets." + name + ".url=" + url(name));
        Stream<String> others = Stream.of(
                "--hub.targets.tms-assets.enabled=false",
                "--hub.targets.products-stock.enabled=false",
                "--hub.targets.notification.url=smtp://localhost:" + mailPort,
                "--hub.targets.installer-notices.url=smtp://localhost:" + mailPort,
                "--hub.sources.thulium.fetch.url=" + url("thulium"));
        return Stream.concat(targets, others).toList();
    }

    /** Base address of one neighbour. */
    public String url(String neighbour) {
        return uri("/sandbox/" + neighbour).toString();
    }

    public int mailPort() {
        return mailPort;
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
