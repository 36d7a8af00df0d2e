package io.rmahub.stock.model;

import java.time.Instant;

/**
 * A part that a case took from a warehouse or brought back, as Products is told of it.
 *
 * @param change     minus is out of the warehouse
 * @param recordedAt when it was written down here
 * @param takenAt    when Products took it; null while it is on its way
 */
public record ToldMovement(String id, String caseNumber, int change, Instant recordedAt, Instant takenAt) {
}
