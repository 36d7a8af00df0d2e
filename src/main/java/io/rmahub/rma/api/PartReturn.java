package io.rmahub.rma.api;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;

/**
 * Unused parts that go back to their warehouse.
 *
 * @param qty 1 if absent
 */
public record PartReturn(
        @Min(value = 1, message = PartUse.QTY) @Max(value = 10_000, message = PartUse.QTY) Integer qty) {

    public PartReturn {
        qty = qty == null ? 1 : qty;
    }
}
