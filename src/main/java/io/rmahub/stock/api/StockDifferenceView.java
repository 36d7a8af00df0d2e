package io.rmahub.stock.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.UUID;

/**
 * A movement of which the hub and the stock system do not say the same.
 *
 * @param told     what the hub sent, minus is out of the warehouse; null if nothing
 * @param booked   what the stock system has booked; null if nothing
 * @param status   {@code open} or {@code closed}
 * @param openedBy the message that showed it first
 * @param closedBy the message that no longer showed it
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record StockDifferenceView(UUID id, String kind, String sku, String warehouse, String movementId,
                                  String caseNumber, Integer told, Integer booked, String status, Instant openedAt,
                                  UUID openedBy, Instant closedAt, UUID closedBy) {
}
