package io.rmahub.door;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.springframework.stereotype.Component;

/**
 * Lets acceptance go first: while many senders wait at the doors, processing and delivery hold back, since what is
 * in the ledger can wait and a sender may not come again.
 *
 * <p>They never stop: one step may begin in each {@link #SLOT}, whoever asks first.
 */
@Component
public final class DoorPressure {

    /** So many requests at once are a rush; a steady stream seldom has more than one or two inside. */
    private static final int RUSH = 6;
    private static final Duration SLOT = Duration.ofMillis(20);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(30);

    private final AtomicInteger inside = new AtomicInteger();
    private final AtomicLong nextSlot = new AtomicLong(System.nanoTime());

    void enter() {
        inside.incrementAndGet();
    }

    void leave() {
        inside.decrementAndGet();
    }

    /** Called before a piece of work that can wait. */
    public void afterYou() {
        while (inside.get() >= RUSH && !slotTaken()) {
            LockSupport.parkNanos(LOOK_AGAIN.toNanos());
        }
    }

    private boolean slotTaken() {
        long now = System.nanoTime();
        long slot = nextSlot.get();
        return now - slot >= 0 && nextSlot.compareAndSet(slot, now + SLOT.toNanos());
    }
}
