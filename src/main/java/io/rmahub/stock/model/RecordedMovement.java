package io.rmahub.stock.model;

import java.time.Instant;

/**
 * A part that a case took from a warehouse or brought back, as the hub has recorded it and tells the stock system.
 *
 * @param change     minus is out of the warehouse
 * @param recordedAt when it was written down here
 * @param acceptedAt when the stock system took it; null while it is on its way
 */
public record RecordedMovement(String id, String caseNumber, int change, Instant recordedAt, Instant acceptedAt) {
}
