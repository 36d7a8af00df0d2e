package io.rmahub.shipment.model;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What one message says about one parcel.
 *
 * @param carrier        as the sender of the message calls it, lower case
 * @param trackingNumber the number on the parcel, or null
 * @param shipmentRef    the carrier's own id of the shipment, or null; one of the two is there
 * @param aliases        other numbers of the same parcel
 */
public record TrackingUpdate(String carrier, String trackingNumber, String shipmentRef, List<String> aliases,
                       List<TrackingEvent> events) {

    /** Whether the first of {@link #numbers} is a tracking number. */
    public boolean numbered() {
        return trackingNumber != null && !TrackingNumber.normalised(trackingNumber).isEmpty();
    }

    /** By all of these it can be recognised, the best first. */
    public Set<String> numbers() {
        Set<String> numbers = new LinkedHashSet<>();
        Stream.concat(Stream.of(trackingNumber, shipmentRef).filter(Objects::nonNull), aliases.stream())
                .map(TrackingNumber::normalised).filter(number -> !number.isEmpty()).forEach(numbers::add);
        return numbers;
    }
}
