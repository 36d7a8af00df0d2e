package io.rmahub.shipment.model;

import java.time.Instant;

/**
 * A parcel that somebody sends for a case.
 *
 * @param carrier        lower case, for example {@code dhl}
 * @param trackingNumber as it stands on the label
 * @param shippedAt      when it was handed over, or null if it was not yet
 * @param docket         the number of the accompanying paper, or null
 * @param from           where it starts, or null
 * @param to             where it goes, or null
 * @param expectedAt     when it should arrive, or null
 */
public record ShipOrder(String carrier, String trackingNumber, Direction direction, Instant shippedAt, String docket,
                        String from, String to, Instant expectedAt) {
}
