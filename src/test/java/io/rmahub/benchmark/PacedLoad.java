package io.rmahub.benchmark;

import io.rmahub.support.HttpConnection;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Tickets at a steady rate over one connection, each with the moment at which its first byte left. */
final class PacedLoad {

    private final int port;
    private final int rate;

    PacedLoad(int port, int rate) {
        this.port = port;
        this.rate = rate;
    }

    /** Posts for a while; a late answer never shifts the moments of later posts that are still ahead. */
    Map<Long, Instant> run(Duration time, RequestTemplate template, long firstId) throws IOException {
        Map<Long, Instant> sent = new HashMap<>();
        long step = TimeUnit.SECONDS.toNanos(1) / rate;
        long count = time.toNanos() / step;
        try (HttpConnection connection = new HttpConnection(port)) {
            connection.connect();
            long start = System.nanoTime();
            for (long i = 0; i < count; i++) {
                sleepUntil(start + i * step);
                byte[] request = template.fill(firstId + i);
                sent.put(firstId + i, Instant.now());
                int status = connection.exchange(request);
                if (status / 100 != 2) {
                    throw new IllegalStateException("Answered " + status);
                }
            }
        }
        return sent;
    }

    private static void sleepUntil(long nanos) {
        for (long left = nanos - System.nanoTime(); left > 0; left = nanos - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }
}
