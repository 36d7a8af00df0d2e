package io.rmahub.engine.ingress;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import org.springframework.stereotype.Component;

/**
 * Lets acceptance go first: while many senders wait at the doors, processing and delivery hold back, since what is
 * in the ledger can wait and a sender may not come again.
 *
 * <p>They never stop: one step may begin in each {@link #SLOT}, whoever asks first.
 */
@Component
public final class AdmissionControl {

    /** Requests at the doors from which on others hold back; a steady stream seldom has more than one or two. */
    private static final int RUSH = 6;
    private static final Duration SLOT = Duration.ofMillis(100);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(20);

    private final AtomicInteger inside = new AtomicInteger();
    /**
     * One thread at a time looks whether the next slot has come; the others block on this lock. A hundred threads that
     * look would cost as much as the doors.
     */
    private final ReentrantLock turnstile = new ReentrantLock();
    private long nextSlot = System.nanoTime();

    void enter() {
        inside.incrementAndGet();
    }

    void leave() {
        inside.decrementAndGet();
    }

    /** Called before a piece of work that can wait. */
    public void yieldToIngress() {
        if (inside.get() < RUSH) {
            return;
        }
        turnstile.lock();
        try {
            for (long wait; inside.get() >= RUSH && (wait = nextSlot - System.nanoTime()) > 0; ) {
                LockSupport.parkNanos(Math.min(wait, LOOK_AGAIN.toNanos()));
            }
            nextSlot = System.nanoTime() + SLOT.toNanos();
        } finally {
            turnstile.unlock();
        }
    }
}
