package io.rmahub.trial.embedded;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/** {@link ServersApplication} in a JVM of its own, so that a test can kill it. */
final class ServersProcess implements AutoCloseable {

    private final Process process;
    private final Path output;

    private ServersProcess(Process process, Path output) {
        this.process = process;
        this.output = output;
    }

    static ServersProcess start(Path dataDir, String... more) throws IOException {
        Path output = Files.createTempFile("servers", ".log");
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m", "-cp", System.getProperty("java.class.path"),
                ServersApplication.class.getName(),
                "--hub.data-dir=" + dataDir,
                "--hub.embedded.postgres.binaries=" + TestServers.BINARIES));
        command.addAll(List.of(more));
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        return new ServersProcess(process, output);
    }

    /** The addresses of the READY line, by name. */
    Map<String, String> awaitReady() {
        Awaitility.await("READY line").atMost(Duration.ofSeconds(90)).pollInterval(Duration.ofMillis(50))
                .until(() -> !process.isAlive() || output().contains("\nREADY "));
        String line = output().lines().filter(text -> text.startsWith("READY ")).findFirst()
                .orElseThrow(() -> new AssertionError("The servers ended early:\n" + output()));
        return Stream.of(line.split(" ")).skip(1)
                .map(pair -> pair.split("=", 2))
                .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1]));
    }

    String output() {
        try {
            return "\n" + Files.readString(output, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** As {@code kill -9}. */
    void kill() throws InterruptedException {
        process.destroyForcibly();
        process.waitFor();
    }

    /** Asks it to end, as {@code kill}; returns the exit code. */
    int end() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(30, TimeUnit.SECONDS)) {
            throw new AssertionError("The servers do not end:\n" + output());
        }
        return process.exitValue();
    }

    int awaitExit() throws InterruptedException {
        if (!process.waitFor(30, TimeUnit.SECONDS)) {
            throw new AssertionError("The servers go on:\n" + output());
        }
        return process.exitValue();
    }

    @Override
    public void close() throws IOException {
        process.destroyForcibly();
        Files.deleteIfExists(output);
    }
}
