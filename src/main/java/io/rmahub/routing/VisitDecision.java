package io.rmahub.routing;

/** Whether an engineer must go to the site, and why. */
public record VisitDecision(boolean needed, String reason) {
}
