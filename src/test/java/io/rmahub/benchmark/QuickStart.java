package io.rmahub.benchmark;

import io.rmahub.support.ChildJvm;
import io.rmahub.support.FreePorts;
import io.rmahub.support.HubLauncher;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * The hub laid out as in its container image (see {@code Dockerfile}): the libraries beside the jar instead of inside
 * it, and the classes of a start read from an archive (JEP 350) instead of being loaded, verified and linked again.
 *
 * @param jar     what to start
 * @param options JVM options that name the archive
 */
record QuickStart(Path jar, List<String> options) {

    private static final Duration WITHIN = Duration.ofMinutes(3);

    /** Lays the packaged hub out in {@code folder} and starts it once for the archive. */
    static QuickStart prepare(Path folder) throws InterruptedException {
        Path jar = folder.resolve(HubLauncher.JAR.getFileName());
        Path archive = folder.resolve("rma-hub.jsa");
        run("benchmark-extract", List.of("-Djarmode=tools", "-jar", HubLauncher.JAR.toString(), "extract",
                "--destination", folder.toString()));
        run("benchmark-archive", List.of("-XX:ArchiveClassesAtExit=" + archive, "-Dspring.context.exit=onRefresh",
                "-jar", jar.toString(), "--server.port=" + FreePorts.one(), "--hub.sandbox.smtp-port=0",
                "--hub.data-dir=" + folder.resolve("data")));
        if (!Files.isRegularFile(archive)) {
            throw new IllegalStateException("No archive was made; see target/processes/benchmark-archive.log");
        }
        return new QuickStart(jar, List.of("-XX:SharedArchiveFile=" + archive));
    }

    private static void run(String name, List<String> command) throws InterruptedException {
        try (ChildJvm jvm = ChildJvm.start(name, Map.of(), command)) {
            while (jvm.alive()) {
                if (jvm.age().compareTo(WITHIN) > 0) {
                    throw new IllegalStateException(name + " does not end; see " + jvm.log());
                }
                Thread.sleep(50);
            }
        }
    }
}
