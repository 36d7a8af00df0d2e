package io.rmahub.stock;

import io.rmahub.stock.model.StockDifference;
import java.time.Instant;
import java.util.UUID;

/**
 * A difference under its id.
 *
 * @param since from when on the answer that showed it first names movements
 */
record FoundDifference(UUID id, UUID placeId, StockDifference difference, Instant since) {

    /** Whether it is that difference, whatever the quantities are by now. */
    boolean isSameAs(StockDifference other) {
        return difference.kind() == other.kind() && difference.movementId().equals(other.movementId());
    }
}
