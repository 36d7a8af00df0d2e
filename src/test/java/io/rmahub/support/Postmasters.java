package io.rmahub.support;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * The PostgreSQL servers that run on data below one folder. A server's own workers rename themselves
 * ({@code postgres: checkpointer}), so that only the postmaster still shows its {@code -D <folder>}.
 */
public final class Postmasters {

    private Postmasters() {
    }

    /** Postmasters whose data lie below {@code folder}. */
    public static List<ProcessHandle> below(Path folder) {
        String prefix = folder.toAbsolutePath().normalize().toString();
        Set<ProcessHandle> servers = ProcessHandle.allProcesses()
                .filter(process -> servesBelow(process, prefix)).collect(Collectors.toSet());
        // A worker that has just been forked still carries the name of its postmaster; one that has no parent any more
        // may have ended meanwhile.
        return servers.stream()
                .filter(server -> !server.parent().map(servers::contains).orElseGet(() -> !server.isAlive())).toList();
    }

    private static boolean servesBelow(ProcessHandle process, String prefix) {
        String executable = process.info().command().orElse("");
        String line = process.info().commandLine().orElse("");
        return executable.endsWith("/postgres") && line.contains("-D") && line.contains(prefix);
    }

    /** Ends what a killed hub left behind on a folder that belongs to the calling test alone. */
    public static void stopBelow(Path folder) {
        for (ProcessHandle server : below(folder)) {
            server.destroy();
            try {
                server.onExit().get(10, TimeUnit.SECONDS);
            } catch (Exception e) {
                server.destroyForcibly();
            }
        }
    }
}
