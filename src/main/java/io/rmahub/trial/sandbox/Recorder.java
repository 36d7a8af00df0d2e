package io.rmahub.trial.sandbox;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.ObjLongConsumer;

/**
 * Remembers what a neighbour was sent: every idempotency key with its count, and the newest bodies.
 *
 * <p>Recording costs the same however much is remembered, and never waits for a reader. Memory grows only by
 * the hashed keys (about 100 bytes each); bodies and key texts are capped.
 */
final class Recorder {

    /**
     * An effective call: the first one with its key.
     *
     * @param times how often the key has come so far
     */
    record Item(String idempotencyKey, String method, String path, Instant receivedAt, byte[] body,
                AtomicInteger times) {
    }

    /**
     * @param count    distinct keys
     * @param calls    all accepted calls
     * @param repeated calls whose key had come before
     */
    record Figures(long count, long calls, long repeated) {
    }

    /** 128 bits of SHA-256: a collision among even 10⁹ keys is out of reach. */
    private record KeyHash(long high, long low) {

        static KeyHash of(String key) {
            try {
                ByteBuffer digest = ByteBuffer.wrap(
                        MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8)));
                return new KeyHash(digest.getLong(), digest.getLong());
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException("Every Java platform has SHA-256", e);
            }
        }
    }

    /** {@code key} is null beyond the cap on key texts. */
    private record Seen(String key, AtomicInteger times) {
    }

    private static final class Contents {
        final Map<KeyHash, Seen> seen = new ConcurrentHashMap<>();
        final LongAdder calls = new LongAdder();
        final AtomicInteger keyTexts = new AtomicInteger();
        final AtomicLong written = new AtomicLong();
        final AtomicReferenceArray<Item> ring;

        Contents(int keptBodies) {
            ring = new AtomicReferenceArray<>(keptBodies);
        }
    }

    private final int keptBodies;
    private final int keptKeys;
    private volatile Contents contents;

    Recorder(int keptBodies, int keptKeys) {
        this.keptBodies = keptBodies;
        this.keptKeys = keptKeys;
        clear();
    }

    /** Records an accepted call and says whether it was the first with its key. */
    boolean record(String key, String method, String path, Instant receivedAt, byte[] body) {
        Contents now = contents;
        now.calls.increment();
        KeyHash hash = KeyHash.of(key);
        Seen known = now.seen.get(hash);
        if (known == null) {
            AtomicInteger times = new AtomicInteger(1);
            String text = now.keyTexts.get() < keptKeys ? key : null;
            known = now.seen.putIfAbsent(hash, new Seen(text, times));
            if (known == null) {
                now.keyTexts.incrementAndGet();
                int slot = (int) (now.written.getAndIncrement() % keptBodies);
                now.ring.set(slot, new Item(key, method, path, receivedAt, body, times));
                return true;
            }
        }
        known.times().incrementAndGet();
        return false;
    }

    /** The newest {@code limit} effective calls whose body contains {@code text}, in order of arrival. */
    List<Item> newest(int limit, String text) {
        Contents now = contents;
        Deque<Item> found = new ArrayDeque<>();
        long written = now.written.get();
        for (long i = written - 1; i >= Math.max(0, written - keptBodies) && found.size() < limit; i--) {
            Item item = now.ring.get((int) (i % keptBodies));
            if (item != null && (text.isEmpty() || new String(item.body(), StandardCharsets.UTF_8).contains(text))) {
                found.addFirst(item);
            }
        }
        return List.copyOf(found);
    }

    Figures figures() {
        Contents now = contents;
        long count = now.seen.size();
        long calls = Math.max(count, now.calls.sum());
        return new Figures(count, calls, calls - count);
    }

    /** Gives every key whose text is kept with its count and returns how many keys had to be left out. */
    long keys(ObjLongConsumer<String> consumer) {
        long leftOut = 0;
        for (Seen seen : contents.seen.values()) {
            if (seen.key() == null) {
                leftOut++;
            } else {
                consumer.accept(seen.key(), seen.times().get());
            }
        }
        return leftOut;
    }

    void clear() {
        contents = new Contents(keptBodies);
    }
}
