package io.rmahub.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A JVM started by a test as a process of its own, with everything that it prints in one file under
 * {@code target/}. Closing it ends it, first politely, then by force.
 */
public final class ChildJvm implements AutoCloseable {

    /** Starts sooner and leaves the cores to others: for a JVM that ends before the second compiler would pay. */
    public static final List<String> SHORT_LIVED = List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx1g");

    private static final Duration ENDS_WITHIN = Duration.ofSeconds(30);
    private static final HttpClient HTTP =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();

    private final String name;
    private final Path log;
    /** Where this life begins in the log, to which those before it were written too. */
    private final long logFrom;
    private final Process process;
    private final long startedNanos = System.nanoTime();

    private ChildJvm(String name, Path log, long logFrom, Process process) {
        this.name = name;
        this.log = log;
        this.logFrom = logFrom;
        this.process = process;
    }

    /**
     * Starts {@code java} of this JVM's own JDK in the project's folder.
     *
     * @param name        also the stem of the log file, to which is appended when it is there already
     * @param environment added to the environment of this process
     * @param command     what follows the word {@code java}
     */
    public static ChildJvm start(String name, Map<String, String> environment, List<String> command) {
        List<String> line = new ArrayList<>();
        line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        line.addAll(command);
        Path log = Path.of("target", "processes", name + ".log").toAbsolutePath();
        try {
            Files.createDirectories(log.getParent());
            long logFrom = Files.exists(log) ? Files.size(log) : 0;
            ProcessBuilder builder = new ProcessBuilder(line).redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
            builder.environment().putAll(environment);
            Process process = builder.start();
            // Nothing is left behind by a test run that is itself interrupted.
            Runtime.getRuntime().addShutdownHook(new Thread(process::destroy));
            return new ChildJvm(name, log, logFrom, process);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Starts a class of the test class path. */
    public static ChildJvm startClass(
            String name, String mainClass, List<String> jvmOptions, List<String> arguments) {
        List<String> command = new ArrayList<>(jvmOptions);
        command.add("-cp");
        command.add(classPath());
        command.add(mainClass);
        command.addAll(arguments);
        return start(name, Map.of(), command);
    }

    /** Surefire and failsafe may hide the real class path in a manifest and leave it in this property. */
    private static String classPath() {
        return System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    }

    public long pid() {
        return process.pid();
    }

    public boolean alive() {
        return process.isAlive();
    }

    public Path log() {
        return log;
    }

    /** Time since the process was started. */
    public Duration age() {
        return Duration.ofNanos(System.nanoTime() - startedNanos);
    }

    /** Waits until a GET answers 200; fails with the end of the log when the process dies or time is up. */
    public void awaitOk(URI uri, Duration atMost) {
        long deadline = System.nanoTime() + atMost.toNanos();
        HttpRequest request = HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(5)).build();
        while (System.nanoTime() < deadline) {
            requireAlive();
            if (answersOk(request)) {
                return;
            }
            pause(100);
        }
        throw new IllegalStateException(name + " did not answer 200 at " + uri + " within " + atMost + lastOf(text()));
    }

    private static boolean answersOk(HttpRequest request) {
        try {
            return HTTP.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Waits for a printed line that fits; returns the match. */
    public Matcher awaitLine(Pattern pattern, Duration atMost) {
        long deadline = System.nanoTime() + atMost.toNanos();
        while (System.nanoTime() < deadline) {
            Matcher matcher = pattern.matcher(text());
            if (matcher.find()) {
                return matcher;
            }
            requireAlive();
            pause(100);
        }
        throw new IllegalStateException(name + " did not print " + pattern + " within " + atMost + lastOf(text()));
    }

    /** SIGKILL, which no process can catch; returns when the process is gone. */
    public void kill9() {
        process.destroyForcibly();
        awaitExit();
        // 128 + 9 is how Java reports a process that died of signal 9.
        if (process.exitValue() != 137) {
            throw new IllegalStateException(name + " ended with " + process.exitValue() + " instead of SIGKILL");
        }
    }

    /** SIGTERM and patience, then SIGKILL. */
    @Override
    public void close() {
        process.destroy();
        if (!exited(ENDS_WITHIN)) {
            process.destroyForcibly();
            awaitExit();
        }
    }

    /** SIGTERM; returns the exit code, and fails when the process goes on. */
    int end() {
        process.destroy();
        return awaitExit();
    }

    /** Waits until the process ends; returns the exit code. */
    int awaitExit() {
        if (!exited(ENDS_WITHIN)) {
            throw new IllegalStateException(name + " (pid " + pid() + ") does not end" + lastOf(text()));
        }
        return process.exitValue();
    }

    private boolean exited(Duration atMost) {
        try {
            return process.waitFor(atMost.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private void requireAlive() {
        if (!process.isAlive()) {
            throw new IllegalStateException(name + " ended with " + process.exitValue() + lastOf(text()));
        }
    }

    private String lastOf(String text) {
        return "; end of " + log + ":\n" + text.substring(Math.max(0, text.length() - 3000));
    }

    /** What this life has printed. */
    String text() {
        try (SeekableByteChannel channel = Files.newByteChannel(log)) {
            channel.position(logFrom);
            return new String(Channels.newInputStream(channel).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void pause(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
