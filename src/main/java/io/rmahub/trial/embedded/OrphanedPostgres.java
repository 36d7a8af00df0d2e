package io.rmahub.trial.embedded;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The PostgreSQL server that a killed hub leaves running.
 *
 * <p>A {@code kill -9} of the hub does not reach the server, which is a process of its own. Two servers on one
 * data folder would destroy it, so the old one is stopped, cleanly, before a new one starts. The caller holds
 * the {@link DataFolderLock}: whatever runs on the folder has no living hub.
 */
final class OrphanedPostgres {

    private static final Logger log = LoggerFactory.getLogger(OrphanedPostgres.class);
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private static final Path PROC = Path.of("/proc");

    private final Path folder;
    private final Path pidFile;

    OrphanedPostgres(Path folder) {
        this.folder = folder;
        this.pidFile = folder.resolve("postmaster.pid");
    }

    /** The living server on this folder, if there is one. A process that merely got its old id does not count. */
    Optional<ProcessHandle> find() throws IOException {
        if (!Files.exists(pidFile)) {
            return Optional.empty();
        }
        List<String> lines = Files.readAllLines(pidFile, StandardCharsets.UTF_8);
        if (lines.isEmpty() || !lines.get(0).strip().matches("\\d+")) {
            return Optional.empty();
        }
        return ProcessHandle.of(Long.parseLong(lines.get(0).strip()))
                .filter(ProcessHandle::isAlive)
                .filter(process -> runs(process, "postgres") && worksHere(process));
    }

    /** Stops the living server on this folder and returns when nothing of it is left. */
    void stop() throws IOException, InterruptedException {
        Optional<ProcessHandle> found = find();
        if (found.isPresent()) {
            stop(found.get());
        }
        if (Files.exists(pidFile) && Files.isDirectory(PROC)) {
            removeStalePidFile();
        }
    }

    private void stop(ProcessHandle server) throws IOException, InterruptedException {
        log.info("PostgreSQL process {} was left behind on {}; stopping it", server.pid(), folder);
        long begin = System.nanoTime();
        // INT is PostgreSQL's fast shutdown: clients are cut off, everything is written, no recovery is needed.
        if (!endsAfter(server, "INT") && !endsAfter(server, "QUIT")) {
            throw stillThere(server);
        }
        log.info("PostgreSQL process {} stopped after {} ms", server.pid(), (System.nanoTime() - begin) / 1_000_000);
    }

    /**
     * The id in the file of a server that was killed may meanwhile belong to any process, or still to the dead
     * one; PostgreSQL would refuse to start. The file guards against workers that outlive their server, so it
     * goes only when none does.
     */
    private void removeStalePidFile() throws IOException, InterruptedException {
        List<ProcessHandle> workers = ProcessHandle.allProcesses()
                .filter(process -> runs(process, "postgres") && worksHere(process))
                .toList();
        for (ProcessHandle worker : workers) {
            if (!ends(worker, "postgres")) {
                throw stillThere(worker);
            }
        }
        Files.deleteIfExists(pidFile);
    }

    private IllegalStateException stillThere(ProcessHandle process) {
        return new IllegalStateException("PostgreSQL process " + process.pid() + " still runs on " + folder
                + " and does not stop. Stop it by hand, then start the hub again.");
    }

    /** Ends what a killed hub left half-way through the making of this folder, before it is emptied. */
    void stopInitialisation() throws InterruptedException {
        List<ProcessHandle> found = ProcessHandle.allProcesses()
                .filter(process -> runs(process, "initdb") && isGivenFolder(process))
                .toList();
        for (ProcessHandle process : found) {
            process.destroyForcibly();
            ends(process, "initdb");
        }
    }

    private boolean endsAfter(ProcessHandle process, String signal) throws IOException, InterruptedException {
        if (System.getProperty("os.name").startsWith("Windows")) {
            process.destroy();
        } else {
            // The shell's own kill exists on every POSIX system; ProcessHandle can send TERM and KILL only.
            new ProcessBuilder("sh", "-c", "kill -" + signal + " " + process.pid())
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
        }
        return ends(process, "postgres");
    }

    /** Looks often: the JDK's own notice of the end of a process that it did not start comes seconds late. */
    private static boolean ends(ProcessHandle process, String program) throws InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (process.isAlive() && runs(process, program)) {
            if (System.nanoTime() > deadline) {
                return false;
            }
            Thread.sleep(10);
        }
        return true;
    }

    /** Also false for a process that has ended but that nobody has asked for its exit code. */
    private static boolean runs(ProcessHandle process, String program) {
        return process.info().command()
                .map(command -> Path.of(command).getFileName().toString().replace(".exe", "").equals(program))
                .orElse(false);
    }

    /** PostgreSQL's processes work inside their data folder; where that cannot be seen, their arguments tell. */
    private boolean worksHere(ProcessHandle process) {
        if (!Files.isDirectory(PROC)) {
            return isGivenFolder(process);
        }
        try {
            return PROC.resolve(Long.toString(process.pid())).resolve("cwd").toRealPath().equals(folder.toRealPath());
        } catch (IOException goneOrOfAnotherUser) {
            return false;
        }
    }

    private boolean isGivenFolder(ProcessHandle process) {
        return process.info().arguments()
                .map(arguments -> Arrays.asList(arguments).contains(folder.toString()))
                // Some systems do not show arguments: then the program's name and the id file must do.
                .orElse(true);
    }
}
