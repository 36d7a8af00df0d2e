package io.rmahub.rma.model.routing;

/** Who pays for the repair, and why. */
public record RepairDecision(RepairKind kind, String reason) {
}
