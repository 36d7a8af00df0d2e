package io.rmahub.rma;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

/**
 * Who or what changes a case, and when.
 *
 * @param actor   a user, {@code carrier:dhl}, {@code rma-hub} …
 * @param causeId the message that brought it, or the id of the command or timer
 * @param at      when it happened
 */
record ChangeContext(String actor, UUID causeId, Instant at) {

    ChangeContext {
        at = at.truncatedTo(ChronoUnit.MICROS);
    }
}
