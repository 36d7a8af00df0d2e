package io.rmahub.shipment;

import io.rmahub.shipment.model.Direction;
import io.rmahub.shipment.model.Place;
import io.rmahub.shipment.model.ShipmentState;
import io.rmahub.shipment.model.ShipmentStatus;
import io.rmahub.shipment.model.TrackingEvent;
import io.rmahub.shipment.model.TrackingNumber;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A shipment of ours while a transaction works on it; its row is locked. */
final class LockedShipment {

    /** An event that the shipment did not have before, and the message that brought it. */
    record NewEvent(LockedShipment shipment, TrackingEvent event, String source, UUID messageId) {
    }

    final UUID id;
    final String orgId;
    final UUID caseId;
    final String caseNumber;
    final String carrier;
    final String trackingNumber;
    final Direction direction;
    private final Instant shippedAt;
    private final Map<String, TrackingEvent> events = new LinkedHashMap<>();
    private final List<NewEvent> newEvents = new ArrayList<>();
    private final Set<String> newNumbers = new LinkedHashSet<>();
    private ShipmentStatus publishedStatus;
    private boolean pushed;

    /** @param publishedStatus the status that its case and other systems know */
    LockedShipment(UUID id, String orgId, UUID caseId, String caseNumber, String carrier, String trackingNumber,
                   Direction direction, Instant shippedAt, ShipmentStatus publishedStatus) {
        this.id = id;
        this.orgId = orgId;
        this.caseId = caseId;
        this.caseNumber = caseNumber;
        this.carrier = carrier;
        this.trackingNumber = trackingNumber;
        this.direction = direction;
        this.shippedAt = shippedAt;
        this.publishedStatus = publishedStatus;
    }

    /** Puts back what the database has. */
    void restore(TrackingEvent event, String identity) {
        events.put(identity, event);
    }

    /** Adds an event; false if the shipment has it already. */
    boolean add(TrackingEvent event, String source, UUID messageId) {
        boolean isNew = events.putIfAbsent(event.identity(), event) == null;
        if (isNew) {
            newEvents.add(new NewEvent(this, event, source, messageId));
        }
        return isNew;
    }

    /** It is recognised by these normalised numbers too. */
    void addNumbers(Set<String> numbers) {
        newNumbers.addAll(numbers);
    }

    /** Whether this normalised number is its tracking number. */
    boolean hasTrackingNumber(String number) {
        return TrackingNumber.normalised(trackingNumber).equals(number);
    }

    Set<String> newNumbers() {
        return newNumbers;
    }

    List<NewEvent> newEvents() {
        return newEvents;
    }

    /** The carrier reported it without being asked, so it need not be polled for a while. */
    void markPushed() {
        pushed = true;
    }

    boolean pushed() {
        return pushed;
    }

    ShipmentState state() {
        return ShipmentState.of(events.values());
    }

    /** Makes the present status the published one and returns the one before it. */
    ShipmentStatus publishStatus() {
        ShipmentStatus before = publishedStatus;
        publishedStatus = state().status();
        return before;
    }

    Instant deliveredAt() {
        ShipmentState state = state();
        return state.status() == ShipmentStatus.DELIVERED ? state.since() : null;
    }

    /** As it was said when it was sent, else when the carrier first had it. */
    Instant shippedAt() {
        return shippedAt != null ? shippedAt : events.values().stream().filter(event -> event.status().moved())
                .map(TrackingEvent::instant).min(Comparator.naturalOrder()).orElse(null);
    }

    /** Where the state was reached, in one line for people; null if the carrier does not say. */
    String placeText() {
        Place place = state().place();
        if (place == null) {
            return null;
        }
        String line = Stream.of(place.name(), place.postalCode(), place.city(), place.country())
                .filter(Objects::nonNull).collect(Collectors.joining(", "));
        return line.isEmpty() ? null : line;
    }
}
