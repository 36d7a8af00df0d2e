package io.rmahub.rma.model.sla;

import io.rmahub.rma.model.routing.Party;
import java.time.Duration;
import java.time.Instant;

/**
 * A time in which the case waited for somebody.
 *
 * @param until  null while it goes on
 * @param length by the wall clock, up to now while it goes on
 */
public record Pause(Party party, Instant from, Instant until, Duration length) {
}
