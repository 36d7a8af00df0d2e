package io.rmahub.support;

import io.rmahub.trial.embedded.ServersApplication;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** PostgreSQL, Artemis and Kafka, or some of them, in a JVM of their own that outlives a killed hub or is killed. */
public final class ServersProcess implements AutoCloseable {

    private static final Pattern READY = Pattern.compile("(?m)^READY (.*)$");
    private static final Duration READY_WITHIN = Duration.ofMinutes(3);

    private final ChildJvm jvm;

    private ServersProcess(ChildJvm jvm) {
        this.jvm = jvm;
    }

    /**
     * Returns at once.
     *
     * @param name    stem of the log file
     * @param options settings of the servers, e.g. {@code --hub.embedded.kafka.enabled=false}
     */
    public static ServersProcess start(String name, Path dataDir, String... options) {
        List<String> arguments = new ArrayList<>(List.of("--hub.data-dir=" + dataDir,
                "--hub.embedded.postgres.binaries=" + HubLauncher.POSTGRES_BINARIES));
        arguments.addAll(List.of(options));
        return new ServersProcess(ChildJvm.startClass(name, ServersApplication.class.getName(),
                List.of("-Xmx512m"), arguments));
    }

    /** Waits until all accept connections; the addresses under the very names that the production profile reads. */
    public Map<String, String> addresses() {
        return Stream.of(jvm.awaitLine(READY, READY_WITHIN).group(1).split(" "))
                .map(pair -> pair.split("=", 2)).collect(Collectors.toMap(pair -> pair[0], pair -> pair[1]));
    }

    /** What it has printed. */
    public String output() {
        return jvm.text();
    }

    /** {@code kill -9} of the JVM alone; its PostgreSQL stays behind, as it would. */
    public void kill9() {
        jvm.kill9();
    }

    /** Asks it to end, as {@code kill} does; returns the exit code. */
    public int end() {
        return jvm.end();
    }

    /** Waits until it ends by itself; returns the exit code. */
    public int awaitExit() {
        return jvm.awaitExit();
    }

    @Override
    public void close() {
        jvm.close();
    }
}
