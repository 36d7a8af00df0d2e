package io.rmahub.stock.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.UUID;

/**
 * A part in a warehouse.
 *
 * @param used            by cases, in the part's own unit
 * @param returned        by cases
 * @param askedAt         when the stock system was last asked about it; null if never
 * @param reported        what the stock system last said of it; null if nothing
 * @param openDifferences how many movements the two do not agree on
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record StockPlaceView(String sku, String warehouse, long used, long returned, Instant lastMovedAt,
                             Instant askedAt, ReportedStock reported, long openDifferences) {

    /**
     * An answer of the stock system.
     *
     * @param at        when it was taken in
     * @param asOf      the moment that it is of
     * @param messageId the message that it came with
     * @param onHand    how many are there; null if it does not say
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record ReportedStock(Instant at, Instant asOf, UUID messageId, Long onHand) {
    }
}
