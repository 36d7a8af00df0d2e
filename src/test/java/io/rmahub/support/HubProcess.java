package io.rmahub.support;

import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Supplier;

/** The packaged hub as a process of its own, which can be killed. Started by {@link HubLauncher}. */
public final class HubProcess extends Hub {

    private static final Duration READY_WITHIN = Duration.ofSeconds(180);

    private final int port;
    private final Path dataDir;
    private final Supplier<ChildJvm> start;
    private final ChildJvm jvm;

    /** @param dataDir data of the hub's own servers, or null when its servers are elsewhere */
    HubProcess(int port, Path dataDir, Supplier<ChildJvm> start) {
        super(HttpClient.newBuilder());
        this.port = port;
        this.dataDir = dataDir;
        this.start = start;
        this.jvm = start.get();
    }

    /** Waits until {@code /actuator/health/readiness} is UP. */
    HubProcess awaitReady() {
        try {
            jvm.awaitOk(uri("/actuator/health/readiness"), READY_WITHIN);
            return this;
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    /** Starts the same hub again on the same port and data; returns at once. */
    public HubProcess again() {
        return new HubProcess(port, dataDir, start);
    }

    @Override
    public int port() {
        return port;
    }

    public Path dataDir() {
        return dataDir;
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
        if (dataDir != null) {
            Postmasters.stopBelow(dataDir);
        }
    }
}
