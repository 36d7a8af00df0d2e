package io.rmahub.shipment.polling;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** The requests to one carrier that are due, while this hub alone may send them. Belongs to one thread. */
public final class PollRun {

    private final String source;
    private final List<PollRequest> requests;
    private final Instant begun;
    private final int failuresBefore;
    private String error;
    private Duration retryAfter;

    PollRun(String source, List<PollRequest> requests, Instant begun, int failuresBefore) {
        this.source = source;
        this.requests = requests;
        this.begun = begun;
        this.failuresBefore = failuresBefore;
    }

    public String source() {
        return source;
    }

    public List<PollRequest> requests() {
        return requests;
    }

    /** The carrier is unwell: it gets no more requests in this run. */
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
