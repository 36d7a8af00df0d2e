package io.rmahub.engine.jdbc;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets callers that wait at the same time share one set of statements and one commit.
 *
 * <p>One of the callers writes for all who wait ("leads"); there are no threads of its own. A lone caller writes at
 * once and switches to no other thread, and under load batches grow by themselves. Whoever led until its own item
 * was written passes the lead on to the one who has waited longest, so that nobody works for the others for ever.
 * When a batch fails, each of its items is tried alone, so that one bad item fails only for its own caller.
 *
 * <p>Must not be called inside of a transaction: the caller may write other callers' items.
 *
 * @param <T> what is written
 * @param <R> what the caller learns
 */
public final class GroupCommit<T, R> implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(GroupCommit.class);
    private static final long CLOSE_WITHIN_SECONDS = 10;

    /** Writes the batch in one transaction and returns one result for each item, in the same order. */
    @FunctionalInterface
    public interface Work<T, R> {
        List<R> write(List<T> batch);
    }

    /** Waits until it is written, is then asked to write for the others, or has gone with its result. */
    private enum Role { WAITS, LEADS, GONE }

    private static final class Entry<T, R> {

        final T item;
        final Thread caller = Thread.currentThread();
        final AtomicReference<Role> role = new AtomicReference<>(Role.WAITS);
        R result;
        Throwable failure;
        volatile boolean done;

        Entry(T item) {
            this.item = item;
        }

        void complete(R value, Throwable thrown) {
            result = value;
            failure = thrown;
            done = true;
            LockSupport.unpark(caller);
        }

        /** True if it leads from now on; false if it does already, or has gone. */
        boolean promote() {
            return role.compareAndSet(Role.WAITS, Role.LEADS);
        }

        void awaitDone() {
            await(false);
        }

        /** False if it was asked to lead. */
        boolean awaitDoneUnlessAskedToLead() {
            await(true);
            return role.compareAndSet(Role.WAITS, Role.GONE);
        }

        private void await(boolean orLead) {
            boolean interrupted = false;
            while (!done && !(orLead && role.get() == Role.LEADS)) {
                LockSupport.park(this);
                interrupted |= Thread.interrupted();
            }
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private final ConcurrentLinkedQueue<Entry<T, R>> waiting = new ConcurrentLinkedQueue<>();
    private final String name;
    private final Work<T, R> work;
    private final int writers;
    private final int maxBatch;
    private final Semaphore leads;
    private volatile boolean open = true;

    /**
     * @param writers  so many batches are written at the same time
     * @param maxBatch so many items make a full batch
     */
    public GroupCommit(String name, int writers, int maxBatch, Work<T, R> work) {
        this.name = name;
        this.work = work;
        this.writers = writers;
        this.maxBatch = maxBatch;
        this.leads = new Semaphore(writers);
    }

    /** Waits until the item is committed; throws what made it fail. */
    public R submit(T item) {
        if (!open) {
            throw new IllegalStateException("The hub is stopping");
        }
        var entry = new Entry<T, R>(item);
        waiting.add(entry);
        boolean leading = leads.tryAcquire();
        if (leading && !entry.promote()) {
            // Somebody has just passed the lead on to this very entry: one is enough.
            leads.release();
        }
        if (!leading && !open) {
            failRemaining();
        }
        if (leading || !entry.awaitDoneUnlessAskedToLead()) {
            lead(entry);
            entry.awaitDone();
        }
        if (entry.failure instanceof RuntimeException failure) {
            throw failure;
        }
        if (entry.failure != null) {
            throw new IllegalStateException(name + " failed", entry.failure);
        }
        return entry.result;
    }

    /** Writes until the own item is written or in the hands of another leader, then passes the lead on. */
    private void lead(Entry<T, R> own) {
        try {
            while (!own.done) {
                List<Entry<T, R>> batch = nextBatch();
                if (batch.isEmpty()) {
                    break;
                }
                write(batch);
            }
        } finally {
            passOn();
        }
    }

    private List<Entry<T, R>> nextBatch() {
        List<Entry<T, R>> batch = new ArrayList<>();
        for (Entry<T, R> next; batch.size() < maxBatch && (next = waiting.poll()) != null; ) {
            batch.add(next);
        }
        return batch;
    }

    /** Gives the lead to the first who waits; gives it back if nobody does, and looks again for who came meanwhile. */
    private void passOn() {
        do {
            for (Entry<T, R> next : waiting) {
                if (next.promote()) {
                    LockSupport.unpark(next.caller);
                    return;
                }
            }
            leads.release();
        } while (waiting.stream().anyMatch(entry -> entry.role.get() == Role.WAITS) && leads.tryAcquire());
    }

    private void write(List<Entry<T, R>> batch) {
        try {
            List<R> results = work.write(batch.stream().map(entry -> entry.item).toList());
            for (int i = 0; i < batch.size(); i++) {
                batch.get(i).complete(results.get(i), null);
            }
        } catch (RuntimeException | Error failure) {
            if (batch.size() == 1) {
                batch.get(0).complete(null, failure);
                return;
            }
            log.debug("A batch of {} failed and is written one by one", batch.size(), failure);
            batch.forEach(entry -> write(List.of(entry)));
        }
    }

    /** Takes nothing more and waits until what was taken is written. */
    @Override
    public void close() {
        open = false;
        try {
            if (leads.tryAcquire(writers, CLOSE_WITHIN_SECONDS, TimeUnit.SECONDS)) {
                leads.release(writers);
            } else {
                log.warn("{} is still writing", name);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        failRemaining();
    }

    private void failRemaining() {
        for (Entry<T, R> left; (left = waiting.poll()) != null; ) {
            left.complete(null, new IllegalStateException("The hub is stopping"));
        }
    }
}
