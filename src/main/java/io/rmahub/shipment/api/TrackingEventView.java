package io.rmahub.shipment.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.UUID;

/**
 * One thing that happened to a parcel; a flag that does not hold is null.
 *
 * @param at        with the original offset
 * @param source    who reported it first
 * @param messageId the message that brought it
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record TrackingEventView(String status, String reason, String at, Boolean dateOnly, Boolean zoneAssumed,
                                String code, String text, Boolean toSender, String city, String postalCode,
                                String country, String place, String source, UUID messageId) {
}
