package io.rmahub.crash;

import io.rmahub.support.HttpConnection;
import io.rmahub.support.ThuliumPosts;
import java.io.IOException;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;

/**
 * A sender that never gives up: several threads post tickets, each the same one again until it is answered
 * with a 2xx, and remember which were. Even numbers go as thin form events, odd ones as whole tickets.
 */
final class Posting implements AutoCloseable {

    private static final int THREADS = 8;
    /** Sets the pace: about {@code THREADS / (PAUSE / 2)} tickets a second, so that the kills fall among them. */
    private static final int PAUSE_MILLIS = 40;
    /** So that a hub that starts has the cores to itself. */
    private static final int RETRY_MILLIS = 100;

    private final int port;
    private final Queue<Integer> tickets;
    private final Set<Integer> acknowledged = ConcurrentHashMap.newKeySet();
    private final AtomicLong attemptsWithoutAnswer = new AtomicLong();
    private final Queue<String> refusals = new ConcurrentLinkedQueue<>();
    private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);

    Posting(int port, int firstTicket, int count) {
        this.port = port;
        this.tickets = new ConcurrentLinkedQueue<>(IntStream.range(firstTicket, firstTicket + count).boxed().toList());
    }

    void start(long seed) {
        for (int thread = 0; thread < THREADS; thread++) {
            Random random = new Random(seed + thread);
            threads.submit(() -> postAll(random));
        }
        threads.shutdown();
    }

    private Void postAll(Random random) throws InterruptedException {
        for (Integer ticket = tickets.poll(); ticket != null; ticket = tickets.poll()) {
            post(ticket);
            Thread.sleep(random.nextInt(PAUSE_MILLIS));
        }
        return null;
    }

    /** Posts one ticket until it is acknowledged. */
    void post(int ticket) throws InterruptedException {
        String id = Integer.toString(ticket);
        byte[] request = ticket % 2 == 0 ? ThuliumPosts.thin(id) : ThuliumPosts.rich(id);
        while (!answeredWell(ticket, request)) {
            Thread.sleep(RETRY_MILLIS);
        }
    }

    private boolean answeredWell(int ticket, byte[] request) {
        try (HttpConnection connection = new HttpConnection(port)) {
            int status = connection.exchange(request);
            if (status / 100 == 2) {
                acknowledged.add(ticket);
                return true;
            }
            // A server error may be a hub that is about to die or has just come up; the rest is a mistake.
            if (status < 500) {
                refusals.add(ticket + ": " + status);
                return true;
            }
            return false;
        } catch (IOException e) {
            attemptsWithoutAnswer.incrementAndGet();
            return false;
        }
    }

    boolean awaitEnd(long seconds) throws InterruptedException {
        return threads.awaitTermination(seconds, TimeUnit.SECONDS);
    }

    Set<Integer> acknowledged() {
        return acknowledged;
    }

    /** Answers below 500 that were not 2xx. */
    Queue<String> refusals() {
        return refusals;
    }

    /** Attempts of which the sender cannot know whether the hub has taken them. */
    long attemptsWithoutAnswer() {
        return attemptsWithoutAnswer.get();
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
