package io.rmahub.door;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.springframework.stereotype.Component;

/**
 * Lets acceptance go first: while many senders wait at the doors, processing and delivery hold back, since what is
 * in the ledger can wait and a sender may not come again.
 *
 * <p>They never stop: no step is held for longer than {@link #LONGEST_WAIT}.
 */
@Component
public final class DoorPressure {

    /** So many requests at once are a rush; a steady stream seldom has more than one or two inside. */
    private static final int RUSH = 6;
    private static final Duration LONGEST_WAIT = Duration.ofMillis(250);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(10);

    private final AtomicInteger inside = new AtomicInteger();

    void enter() {
        inside.incrementAndGet();
    }

    void leave() {
        inside.decrementAndGet();
    }

    /** Called before a piece of work that can wait. */
    public void afterYou() {
        long deadline = System.nanoTime() + LONGEST_WAIT.toNanos();
        while (inside.get() >= RUSH && System.nanoTime() < deadline) {
            LockSupport.parkNanos(LOOK_AGAIN.toNanos());
        }
    }
}
