package io.rmahub.stock;

import java.time.Instant;
import java.util.UUID;

/**
 * A part in a warehouse.
 *
 * @param asOf the moment that the newest answer about it is of, or null
 */
record StockPlace(UUID id, String orgId, String sku, String warehouse, Instant asOf) {
}
