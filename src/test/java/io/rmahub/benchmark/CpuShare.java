package io.rmahub.benchmark;

import java.time.Duration;

/**
 * Processor time that this client and one server JVM took between two moments, in cores. What is missing to
 * the number of cores is PostgreSQL, the kernel, other processes and idleness.
 */
final class CpuShare {

    private final ProcessHandle server;
    private final long startNanos = System.nanoTime();
    private final Duration clientBefore = cpu(ProcessHandle.current());
    private final Duration serverBefore;

    private CpuShare(ProcessHandle server) {
        this.server = server;
        this.serverBefore = cpu(server);
    }

    static CpuShare since(long serverPid) {
        return new CpuShare(ProcessHandle.of(serverPid).orElseThrow());
    }

    String text() {
        double seconds = (System.nanoTime() - startNanos) / 1e9;
        return String.format("cores used: client %.2f, server JVM %.2f",
                cpu(ProcessHandle.current()).minus(clientBefore).toMillis() / 1000.0 / seconds,
                cpu(server).minus(serverBefore).toMillis() / 1000.0 / seconds);
    }

    private static Duration cpu(ProcessHandle process) {
        return process.info().totalCpuDuration().orElse(Duration.ZERO);
    }
}
