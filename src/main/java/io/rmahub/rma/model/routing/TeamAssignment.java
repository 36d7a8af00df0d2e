package io.rmahub.rma.model.routing;

/** The team that works a case, and why this one. */
public record TeamAssignment(String team, String reason) {
}
