package io.rmahub.support;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The packaged hub ({@code target/rma-hub.jar}) as a process of its own, started in the project's folder so
 * that it finds {@code config/}, {@code routes/} and {@code mappings/}.
 */
public final class HubProcess implements AutoCloseable {

    /** Administrator's key of every hub that tests start with the sandbox profile. */
    public static final String ADMIN_KEY = "test-administrator-key-of-a-throw-away-hub";
    /** As {@code hub.jar}, to measure another build. */
    public static final Path JAR = Path.of(System.getProperty("hub.jar", "target/rma-hub.jar"));
    private static final Duration READY_WITHIN = Duration.ofSeconds(180);

    private final Start start;
    private final ChildJvm jvm;

    private HubProcess(Start start, ChildJvm jvm) {
        this.start = start;
        this.jvm = jvm;
    }

    /**
     * How to start a hub.
     *
     * @param name        stem of the log file
     * @param port        HTTP port
     * @param dataDir     data of the embedded servers, or null when the servers are elsewhere
     * @param jvmOptions  e.g. {@code -Xmx1g}
     * @param jar         what is started
     * @param environment added to this process's own
     * @param arguments   Spring Boot arguments, {@code --name=value}
     */
    public record Start(String name, int port, Path dataDir, List<String> jvmOptions, Path jar,
                        Map<String, String> environment, List<String> arguments) {

        /** A hub of the sandbox profile with embedded servers. */
        public static Start embedded(
                String name, Path dataDir, List<String> jvmOptions, List<String> arguments) {
            List<Integer> ports = FreePorts.several(2);
            List<String> all = new ArrayList<>(List.of(
                    "--hub.data-dir=" + dataDir,
                    "--hub.sandbox.smtp-port=" + ports.get(1),
                    "--hub.sandbox.admin-key=" + ADMIN_KEY));
            all.addAll(arguments);
            return new Start(name, ports.get(0), dataDir, jvmOptions, JAR, Map.of(), all);
        }

        /** The same hub from another jar, with further JVM options. */
        public Start from(Path otherJar, List<String> furtherOptions) {
            List<String> options = new ArrayList<>(jvmOptions);
            options.addAll(furtherOptions);
            return new Start(name, port, dataDir, options, otherJar, environment, arguments);
        }

        /** A hub of the production profile; its servers and neighbours are given by the environment. */
        public static Start production(String name, Map<String, String> environment) {
            return new Start(name, FreePorts.one(), null, List.of(), JAR, environment,
                    List.of("--spring.profiles.active=production"));
        }

        private List<String> command() {
            List<String> command = new ArrayList<>(jvmOptions);
            command.addAll(List.of("-jar", jar.toString(), "--server.port=" + port));
            command.addAll(arguments);
            return command;
        }
    }

    /** Whether there is a packaged hub to start. */
    public static boolean packaged() {
        return Files.isRegularFile(JAR);
    }

    /** Starts and returns at once. */
    public static HubProcess launch(Start start) {
        if (!packaged()) {
            throw new IllegalStateException(JAR + " is missing: package the hub first");
        }
        return new HubProcess(start, ChildJvm.start(start.name(), start.environment(), start.command()));
    }

    /** Starts and waits for readiness. */
    public static HubProcess start(Start start) {
        HubProcess hub = launch(start);
        try {
            hub.awaitReady();
        } catch (RuntimeException e) {
            hub.close();
            throw e;
        }
        return hub;
    }

    /** Waits until {@code /actuator/health/readiness} is UP. */
    public HubProcess awaitReady() {
        jvm.awaitOk(uri("/actuator/health/readiness"), READY_WITHIN);
        return this;
    }

    /** Starts the same hub again on the same port and data. */
    public HubProcess again() {
        return launch(start);
    }

    public URI uri(String path) {
        return URI.create("http://localhost:" + start.port() + path);
    }

    public int port() {
        return start.port();
    }

    public Path dataDir() {
        return start.dataDir();
    }

    public ChildJvm jvm() {
        return jvm;
    }

    /** {@code kill -9} of the hub alone; its PostgreSQL stays behind, as it would. */
    public void kill9() {
        jvm.kill9();
    }

    /** Stops politely and takes along a PostgreSQL that a kill left behind. */
    @Override
    public void close() {
        jvm.close();
        if (start.dataDir() != null) {
            Postmasters.stopBelow(start.dataDir());
        }
    }
}
