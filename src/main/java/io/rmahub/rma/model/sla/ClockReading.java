package io.rmahub.rma.model.sla;

import io.rmahub.rma.model.routing.Party;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/**
 * What one clock shows. {@code window} and {@code used} are in the time that this clock counts.
 *
 * @param window     how long it may take, by the priority of now
 * @param used       how much of it is over
 * @param dueAt      the last moment that keeps the promise; while the clock stands still, as if it went on now
 * @param warnsAt    when the warning is due, in the same way
 * @param warnedAt   since when the warning stands, or null
 * @param breachedAt since when the promise is broken, or null; a new priority can break it or take that back
 * @param stoppedAt  when the work was done, or null
 * @param pausedBy   whom it waits for now
 * @param reasons    how it came to this, in order, each a sentence for a person
 */
public record ClockReading(
        State state,
        Instant startedAt,
        Duration window,
        Duration used,
        Instant dueAt,
        Instant warnsAt,
        Instant warnedAt,
        Instant breachedAt,
        Instant stoppedAt,
        Set<Party> pausedBy,
        List<String> reasons) {

    /** Whether time counts now. */
    public enum State {
        RUNNING, PAUSED, TRAVELLING, STOPPED
    }

    /** Whether the promise is broken. */
    public boolean isBreached() {
        return breachedAt != null;
    }

    /** What is left; negative once the window is over. */
    public Duration left() {
        return window.minus(used);
    }
}
