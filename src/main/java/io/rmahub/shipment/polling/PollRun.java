package io.rmahub.shipment.polling;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** The calls to one carrier that are due, while this hub alone may make them. Lives in one thread. */
public final class PollRun {

    private final String source;
    private final List<PollRequest> asks;
    private final Instant begun;
    private final int failuresBefore;
    private String error;
    private Duration retryAfter;

    PollRun(String source, List<PollRequest> asks, Instant begun, int failuresBefore) {
        this.source = source;
        this.asks = asks;
        this.begun = begun;
        this.failuresBefore = failuresBefore;
    }

    public String source() {
        return source;
    }

    public List<PollRequest> asks() {
        return asks;
    }

    /** The carrier is unwell: nothing more is asked of it for now. */
    public boolean failed() {
        return error != null;
    }

    /** @param wait what the carrier itself asked for, or null */
    void fail(String reason, Duration wait) {
        error = reason;
        retryAfter = wait;
    }

    Instant begun() {
        return begun;
    }

    int failuresBefore() {
        return failuresBefore;
    }

    String error() {
        return error;
    }

    Duration retryAfter() {
        return retryAfter;
    }
}
