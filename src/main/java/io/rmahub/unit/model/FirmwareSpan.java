package io.rmahub.unit.model;

import java.time.Instant;

/** When a version was seen on a unit first and last. */
public record FirmwareSpan(Component component, String version, Instant firstSeenAt, Instant lastSeenAt) {

    FirmwareSpan seenAt(Instant at) {
        if (at.isBefore(firstSeenAt)) {
            return new FirmwareSpan(component, version, at, lastSeenAt);
        }
        return at.isAfter(lastSeenAt) ? new FirmwareSpan(component, version, firstSeenAt, at) : this;
    }
}
