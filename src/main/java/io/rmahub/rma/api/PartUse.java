package io.rmahub.rma.api;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Instant;
import java.util.Map;

/**
 * A part that a case takes from a warehouse.
 *
 * @param qty    1 if absent, and for a part with a serial number
 * @param usedAt now if absent
 */
@FieldsTogether
public record PartUse(
        @NotNull(message = REQUIRED) @ShortText String productId,
        @Min(value = 1, message = QTY) @Max(value = 10_000, message = QTY) Integer qty,
        @ShortText String serialNumber,
        @NotNull(message = REQUIRED) @ShortText String warehouseCode,
        Instant usedAt) implements FieldsTogether.Rules {

    static final String QTY = "a whole number from 1 to 10000";
    private static final String REQUIRED = "required: a text of at most 200 characters";

    public PartUse {
        qty = qty == null ? 1 : qty;
    }

    @Override
    public Map<String, String> violations() {
        return serialNumber == null || qty == 1 ? Map.of() : Map.of("qty", "1, because a serial number is given");
    }
}
