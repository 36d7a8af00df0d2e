package io.rmahub.rma.model.routing;

/** Whether an engineer must go to the site, and why. */
public record VisitDecision(boolean needed, String reason) {
}
