package io.rmahub.engine.delivery;

import java.util.Arrays;
import java.util.List;

/**
 * Why an attempt failed, as coarse as one needs to decide what to do about it. Which status and which exception has
 * which cause says {@link FailureTable}.
 */
public enum Cause {
    /** No connection. */
    UNREACHABLE(true, true, true),
    /** No answer in time; or the target asks for a repetition by 408 or 425. */
    TIMEOUT(true, true, true),
    /** 5xx. */
    SERVER_ERROR(true, true, true),
    /** 429: the target is well and says by itself when it may be asked again (RFC 6585 §4). */
    THROTTLED(true, false, false),
    /** The circuit breaker did not let the call out. Does not use up the schedule. */
    CIRCUIT_OPEN(true, false, true),
    /** 401 or 403: the target is well; mended by configuration, so it is worth another try. */
    UNAUTHORIZED(true, false, false),
    /** 404 or 410. */
    NOT_FOUND(false, false, false),
    /** Any other answer that is no success: the target understood and said no. */
    REJECTED(false, false, false),
    /** The event could not be brought into the target's shape. */
    MAPPING(false, false, false),
    /** The hub's own database does not answer: nothing can be recorded, and nobody else is to blame. */
    DATABASE(true, false, false),
    /** A fault of the hub itself. */
    INTERNAL(true, false, false);

    private final boolean retriable;
    private final boolean opensBreaker;
    private final boolean releasedByRecovery;

    Cause(boolean retriable, boolean opensBreaker, boolean releasedByRecovery) {
        this.retriable = retriable;
        this.opensBreaker = opensBreaker;
        this.releasedByRecovery = releasedByRecovery;
    }

    /** Whether another try may end otherwise. What is not retriable goes to the dead letters at once. */
    public boolean retriable() {
        return retriable;
    }

    /**
     * Whether an answer of this cause counts against the target, which as a whole is likely to be unwell. A call
     * without any answer always does.
     */
    public boolean opensBreaker() {
        return opensBreaker;
    }

    /** Whether deliveries that wait because of it are due at once when the target answers again. */
    public boolean releasedByRecovery() {
        return releasedByRecovery;
    }

    /** Names of the causes that {@link #releasedByRecovery}. */
    static List<String> releasedNames() {
        return Arrays.stream(values()).filter(Cause::releasedByRecovery).map(Cause::name).toList();
    }
}
