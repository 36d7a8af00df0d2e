package io.rmahub.benchmark;

import io.rmahub.support.ChildJvm;
import io.rmahub.support.HttpConnection;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** The bare controller in a JVM of its own. */
final class BareProcess implements AutoCloseable {

    private static final Duration READY_WITHIN = Duration.ofSeconds(60);

    private final int port;
    private final ChildJvm jvm;

    private BareProcess(int port, ChildJvm jvm) {
        this.port = port;
        this.jvm = jvm;
    }

    static BareProcess start(int port, Path dataDir) throws InterruptedException {
        ChildJvm jvm = ChildJvm.startClass("benchmark-bare", BareInsert.class.getName(), List.of(),
                List.of("--server.port=" + port, "--bare.data-dir=" + dataDir));
        BareProcess bare = new BareProcess(port, jvm);
        while (!bare.answers()) {
            if (!jvm.alive() || jvm.age().compareTo(READY_WITHIN) > 0) {
                bare.close();
                throw new IllegalStateException("The bare controller does not start; see " + jvm.log());
            }
            Thread.sleep(50);
        }
        return bare;
    }

    private boolean answers() {
        try (HttpConnection connection = new HttpConnection(port)) {
            return connection.exchange(Posts.empty(BareInsert.EMPTY_PATH)) == 204;
        } catch (IOException e) {
            return false;
        }
    }

    int port() {
        return port;
    }

    long pid() {
        return jvm.pid();
    }

    @Override
    public void close() {
        jvm.close();
    }
}
