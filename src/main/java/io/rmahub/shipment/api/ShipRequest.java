package io.rmahub.shipment.api;

import io.rmahub.shipment.model.Direction;
import io.rmahub.shipment.model.ShipOrder;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.Locale;

/**
 * A parcel that is to be made known.
 *
 * @param carrier    as in {@code shipment.status-changed.v1}; capital letters count as small ones
 * @param shippedAt  when it was handed over, or null if it was not yet
 * @param docket     the number of the accompanying paper, or null
 * @param expectedAt when it should arrive, or null
 */
public record ShipRequest(
        @NotNull(message = CARRIER)
        @Pattern(regexp = "[A-Za-z0-9][A-Za-z0-9_-]{0,49}", message = CARRIER) String carrier,
        @NotNull(message = "is required")
        @Pattern(regexp = "(?s).*[^\\s\\p{Z}\\p{Pd}].*", message = "is required: more than blanks and dashes")
        @Size(max = 100, message = "at most 100 characters") String trackingNumber,
        @NotNull(message = "is required: one of [OUTBOUND_REPLACEMENT, INBOUND_FAULTY, STANDBY_OUT, STANDBY_BACK]")
        Direction direction,
        Instant shippedAt,
        @Size(max = 100, message = "at most 100 characters") String docket,
        @Size(max = 200, message = "at most 200 characters") String from,
        @Size(max = 200, message = "at most 200 characters") String to,
        Instant expectedAt) {

    private static final String CARRIER = "is required: letters, digits, - and _, for example dhl";

    ShipOrder toOrder() {
        return new ShipOrder(carrier.toLowerCase(Locale.ROOT), trackingNumber, direction, shippedAt, docket, from, to,
                expectedAt);
    }
}
