package io.rmahub.rma.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.UUID;

/**
 * A part that a case took from a warehouse: {@code RmaPartUsage} in {@code openapi/rma.yaml}.
 *
 * @param returnedQty how many of them went back; absent in the answer to their use
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record PartView(UUID id, UUID rmaCaseId, String productId, int qty, Integer returnedQty, String serialNumber,
                       String warehouseCode, Instant usedAt, String usedByUserId, Instant returnedAt) {
}
