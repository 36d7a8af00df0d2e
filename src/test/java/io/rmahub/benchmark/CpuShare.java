package io.rmahub.benchmark;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;

/**
 * Processor time that this client, one server JVM and the whole machine took between two moments, in cores.
 * What the machine took beside the first two is PostgreSQL, separate neighbours, and whoever else is on it.
 */
final class CpuShare {

    private static final OperatingSystemMXBean MACHINE =
            ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

    private final ProcessHandle server;
    private final long startNanos = System.nanoTime();
    private final Duration clientBefore = cpu(ProcessHandle.current());
    private final Duration serverBefore;

    private CpuShare(ProcessHandle server) {
        this.server = server;
        this.serverBefore = cpu(server);
    }

    static CpuShare since(long serverPid) {
        // It answers for the time since it was last asked.
        MACHINE.getCpuLoad();
        return new CpuShare(ProcessHandle.of(serverPid).orElseThrow());
    }

    String text() {
        double seconds = (System.nanoTime() - startNanos) / 1e9;
        return String.format("cores used: client %.2f, server JVM %.2f, machine %.2f",
                cpu(ProcessHandle.current()).minus(clientBefore).toMillis() / 1000.0 / seconds,
                cpu(server).minus(serverBefore).toMillis() / 1000.0 / seconds,
                MACHINE.getCpuLoad() * Runtime.getRuntime().availableProcessors());
    }

    private static Duration cpu(ProcessHandle process) {
        return process.info().totalCpuDuration().orElse(Duration.ZERO);
    }
}
