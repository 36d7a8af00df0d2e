package io.rmahub.trial.sandbox;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.UUID;
import java.util.concurrent.atomic.LongAdder;
import org.springframework.http.HttpStatus;

/** One system beside the hub, as far as the hub can see it. */
final class Neighbour {

    /**
     * @param reference the neighbour's own id of what was made; the same for every repeat of a key
     * @param repeated  whether the key had come before
     */
    record Receipt(String reference, boolean repeated) {
    }

    private final String name;
    private final Credential credential;
    private final Recorder recorder;
    private final Clock clock;
    private final Behaviour behaviour = new Behaviour();
    private final LongAdder reads = new LongAdder();
    private final LongAdder refused = new LongAdder();

    Neighbour(String name, Credential credential, Recorder recorder, Clock clock) {
        this.name = name;
        this.credential = credential;
        this.recorder = recorder;
        this.clock = clock;
    }

    /**
     * Records a call that changes something.
     *
     * @param keyHeader the {@code Idempotency-Key} as sent; a quoted RFC 8941 string or bare text
     * @throws SandboxProblemException 400 when the key is missing or empty
     */
    Receipt receive(String keyHeader, String method, String path, byte[] body) {
        String key = bare(keyHeader);
        if (key.isEmpty()) {
            countRefused();
            throw new SandboxProblemException(HttpStatus.BAD_REQUEST, "The header Idempotency-Key is missing");
        }
        boolean first = recorder.record(key, method, path, clock.instant(), body);
        String reference = UUID.nameUUIDFromBytes((name + key).getBytes(StandardCharsets.UTF_8)).toString();
        return new Receipt(name + "-" + reference.substring(0, 13), !first);
    }

    private static String bare(String keyHeader) {
        String key = keyHeader == null ? "" : keyHeader.strip();
        boolean quoted = key.length() >= 2 && key.startsWith("\"") && key.endsWith("\"");
        return quoted ? key.substring(1, key.length() - 1).replace("\\\"", "\"").replace("\\\\", "\\") : key;
    }

    /** Counts a call that only asks. */
    void countRead() {
        reads.increment();
    }

    /** Counts a call that was not accepted. */
    void countRefused() {
        refused.increment();
    }

    long reads() {
        return reads.sum();
    }

    long refused() {
        return refused.sum();
    }

    void forget() {
        recorder.clear();
        reads.reset();
        refused.reset();
    }

    String name() {
        return name;
    }

    Credential credential() {
        return credential;
    }

    Recorder recorder() {
        return recorder;
    }

    Behaviour behaviour() {
        return behaviour;
    }
}
