package io.rmahub.rma.model;

import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

/**
 * One line of a case's timeline. Never changed once written.
 *
 * @param actorId   who did it: a user, a source or {@code rma-hub}
 * @param fromValue null where there was nothing before
 * @param detail    what explains the change, for people and the API
 */
public record RmaEvent(
        UUID rmaCaseId,
        Instant at,
        String actorId,
        Kind event,
        String fromValue,
        String toValue,
        Map<String, String> detail) {

    /** What happened. */
    public enum Kind {
        STATUS_CHANGED, TEAM_ASSIGNED, WARRANTY_DECIDED, PART_PULLED, SHIPMENT_CREATED, NOTE;

        /** The name used in the database and the API, e.g. {@code status_changed}. */
        public String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
