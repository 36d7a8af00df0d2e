package io.rmahub.benchmark;

import io.rmahub.support.HttpConnection;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import org.HdrHistogram.Histogram;

/**
 * Closed-loop load: each connection is one thread that posts the next request as soon as the last one is
 * answered. Latencies are therefore those of a server that is never asked by more than that many at once.
 */
final class LoadClient {

    private static final long HIGHEST_MICROS = 60_000_000L;

    private final int port;
    private final int connections;

    LoadClient(int port, int connections) {
        this.port = port;
        this.connections = connections;
    }

    /** Posts for a while. */
    Load during(Duration time, RequestTemplate template, long firstId) {
        return run(template, firstId, Long.MAX_VALUE, time);
    }

    /** Posts a number of requests. */
    Load count(long requests, RequestTemplate template, long firstId) {
        return run(template, firstId, firstId + requests, Duration.ofMinutes(5));
    }

    private Load run(RequestTemplate template, long firstId, long endId, Duration time) {
        ExecutorService threads = Executors.newFixedThreadPool(connections);
        CountDownLatch connected = new CountDownLatch(connections);
        Limit limit = new Limit(new AtomicLong(firstId), endId, time.toNanos());
        try {
            List<Future<Part>> parts = new ArrayList<>();
            for (int i = 0; i < connections; i++) {
                parts.add(threads.submit(() -> post(template.copy(), limit, connected)));
            }
            return sum(firstId, parts);
        } finally {
            threads.shutdownNow();
        }
    }

    /** Where all connections take their next ticket number and when they stop. */
    private record Limit(AtomicLong nextId, long endId, long nanos) {
    }

    private record Part(Histogram micros, long refused, long startNanos, long endNanos) {
    }

    private Part post(RequestTemplate template, Limit limit, CountDownLatch connected)
            throws IOException, InterruptedException {
        Histogram micros = new Histogram(HIGHEST_MICROS, 3);
        long refused = 0;
        try (HttpConnection connection = new HttpConnection(port)) {
            connection.connect();
            connected.countDown();
            connected.await();
            long start = System.nanoTime();
            long before = start;
            while (before - start < limit.nanos()) {
                long id = limit.nextId().getAndIncrement();
                if (id >= limit.endId()) {
                    break;
                }
                int status = connection.exchange(template.fill(id));
                long after = System.nanoTime();
                if (status / 100 == 2) {
                    micros.recordValue(Math.min(HIGHEST_MICROS, (after - before) / 1000));
                } else {
                    refused++;
                }
                before = after;
            }
            return new Part(micros, refused, start, before);
        }
    }

    private static Load sum(long firstId, List<Future<Part>> futures) {
        Histogram micros = new Histogram(HIGHEST_MICROS, 3);
        long refused = 0;
        long start = Long.MAX_VALUE;
        long end = Long.MIN_VALUE;
        for (Future<Part> future : futures) {
            Part part = result(future);
            micros.add(part.micros());
            refused += part.refused();
            start = Math.min(start, part.startNanos());
            end = Math.max(end, part.endNanos());
        }
        return new Load(firstId, micros.getTotalCount(), refused, (end - start) / 1e9, micros);
    }

    private static Part result(Future<Part> future) {
        try {
            return future.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("A connection of the load client failed", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
