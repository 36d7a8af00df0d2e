package io.rmahub.routing;

/** Who pays for the repair, and why. */
public record RepairDecision(RepairKind kind, String reason) {
}
