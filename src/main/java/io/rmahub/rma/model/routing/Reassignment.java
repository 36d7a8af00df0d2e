package io.rmahub.rma.model.routing;

/**
 * Where a case goes when its reason is corrected.
 *
 * @param changed whether the team is another one than before
 */
public record Reassignment(String team, boolean changed, String reason) {
}
