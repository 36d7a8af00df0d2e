package io.rmahub.rma.model.routing;

import java.time.Instant;

/** When a case is due, and how that was counted. */
public record DueTime(Instant dueAt, String reason) {
}
