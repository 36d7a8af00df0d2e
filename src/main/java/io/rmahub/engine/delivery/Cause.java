package io.rmahub.engine.delivery;

/**
 * Why an attempt failed, as coarse as one needs to decide what to do about it.
 *
 * <p>Retriable causes follow the target's schedule; the others go to the dead letters at once, since the same
 * request would get the same answer.
 */
public enum Cause {
    /** No connection. */
    UNREACHABLE(true),
    /** No answer in time. */
    TIMEOUT(true),
    /** 5xx. */
    SERVER_ERROR(true),
    /** 429, or the hub's own rate limit. */
    THROTTLED(true),
    /** The circuit breaker did not let the call out. Does not use up the schedule. */
    CIRCUIT_OPEN(true),
    /** 401 or 403: mended by configuration, so it is worth another try. */
    UNAUTHORIZED(true),
    /** 404 or 410. */
    NOT_FOUND(false),
    /** Any other 4xx: the target understood and said no. */
    REJECTED(false),
    /** The event could not be brought into the target's shape. */
    MAPPING(false),
    /** A fault of the hub itself. */
    INTERNAL(true);

    private final boolean retriable;

    Cause(boolean retriable) {
        this.retriable = retriable;
    }

    public boolean retriable() {
        return retriable;
    }

    /** True where the target as a whole, not this one request, is likely to blame. */
    public boolean targetUnwell() {
        return switch (this) {
            case UNREACHABLE, TIMEOUT, SERVER_ERROR, THROTTLED, CIRCUIT_OPEN, UNAUTHORIZED -> true;
            case NOT_FOUND, REJECTED, MAPPING, INTERNAL -> false;
        };
    }

    /** The class of an HTTP status of 300 or more (RFC 9110 §15); 408 and 425 ask for a repetition. */
    public static Cause ofStatus(int status) {
        return switch (status) {
            case 401, 403 -> UNAUTHORIZED;
            case 404, 410 -> NOT_FOUND;
            case 408, 425 -> TIMEOUT;
            case 429 -> THROTTLED;
            default -> status >= 500 ? SERVER_ERROR : REJECTED;
        };
    }
}
