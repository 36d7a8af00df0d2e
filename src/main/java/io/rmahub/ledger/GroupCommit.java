package io.rmahub.ledger;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets callers that wait at the same time share one set of statements and one commit.
 *
 * <p>A free writer takes whatever is waiting at once: a lone caller is never held up to fill a batch, and under
 * load batches grow by themselves. When a batch fails, each of its items is tried alone, so that one bad item
 * fails only for its own caller.
 *
 * @param <T> what is written
 * @param <R> what the caller learns
 */
public final class GroupCommit<T, R> implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(GroupCommit.class);

    /** Writes the batch in one transaction and returns one result for each item, in the same order. */
    @FunctionalInterface
    public interface Work<T, R> {
        List<R> write(List<T> batch);
    }

    private record Entry<T, R>(T item, CompletableFuture<R> result) {
    }

    private final LinkedBlockingQueue<Entry<T, R>> waiting = new LinkedBlockingQueue<>();
    private final Work<T, R> work;
    private final int maxBatch;
    private final List<Thread> writers = new ArrayList<>();
    private volatile boolean open = true;

    public GroupCommit(String name, int writers, int maxBatch, Work<T, R> work) {
        this.work = work;
        this.maxBatch = maxBatch;
        for (int i = 1; i <= writers; i++) {
            Thread writer = new Thread(this::writeWhileOpen, name + "-writer-" + i);
            writer.setDaemon(true);
            writer.start();
            this.writers.add(writer);
        }
    }

    /** Waits until the item is committed; throws what made it fail. */
    public R submit(T item) {
        if (!open) {
            throw new IllegalStateException("The hub is stopping");
        }
        var entry = new Entry<T, R>(item, new CompletableFuture<>());
        waiting.add(entry);
        if (!open) {
            failRemaining();
        }
        try {
            return entry.result().join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw e;
        }
    }

    private void writeWhileOpen() {
        var batch = new ArrayList<Entry<T, R>>(maxBatch);
        while (open || !waiting.isEmpty()) {
            try {
                Entry<T, R> first = waiting.poll(200, TimeUnit.MILLISECONDS);
                if (first == null) {
                    continue;
                }
                batch.add(first);
                waiting.drainTo(batch, maxBatch - 1);
                write(batch);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            } finally {
                batch.clear();
            }
        }
    }

    private void write(List<Entry<T, R>> batch) {
        try {
            List<R> results = work.write(batch.stream().map(Entry::item).toList());
            for (int i = 0; i < batch.size(); i++) {
                batch.get(i).result().complete(results.get(i));
            }
        } catch (RuntimeException | Error failure) {
            if (batch.size() == 1) {
                batch.get(0).result().completeExceptionally(failure);
                return;
            }
            log.debug("A batch of {} failed and is written one by one", batch.size(), failure);
            batch.forEach(entry -> write(List.of(entry)));
        }
    }

    /** Writes what is waiting, then stops. */
    @Override
    public void close() {
        open = false;
        for (Thread writer : writers) {
            try {
                writer.join(TimeUnit.SECONDS.toMillis(10));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                break;
            }
        }
        failRemaining();
    }

    private void failRemaining() {
        if (writers.stream().anyMatch(Thread::isAlive)) {
            return;
        }
        for (Entry<T, R> left; (left = waiting.poll()) != null; ) {
            left.result().completeExceptionally(new IllegalStateException("The hub is stopping"));
        }
    }
}
