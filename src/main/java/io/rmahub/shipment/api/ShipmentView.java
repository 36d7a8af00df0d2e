package io.rmahub.shipment.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * A parcel of a case with all that is known of it ({@code RmaShipment}).
 *
 * @param state   by all of its events together
 * @param numbers every number by which it is recognised, normalised
 * @param events  in the order in which they happened
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ShipmentView(UUID id, UUID rmaCaseId, String caseNumber, String carrier, String trackingNumber,
                           String docket, String direction, String from, String to, Instant shippedAt,
                           Instant expectedAt, Instant deliveredAt, String state, String reason, Instant stateAt,
                           String place, List<String> numbers, String createdBy, Instant createdAt,
                           List<TrackingEventView> events) {
}
