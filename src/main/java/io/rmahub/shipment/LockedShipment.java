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
    record Learnt(LockedShipment shipment, TrackingEvent event, String source, UUID messageId) {
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
    private final List<Learnt> learnt = new ArrayList<>();
    private final Set<String> newNumbers = new LinkedHashSet<>();
    private ShipmentStatus told;
    private boolean heard;

    /** @param told the state that others were told of */
    LockedShipment(UUID id, String orgId, UUID caseId, String caseNumber, String carrier, String trackingNumber,
          Direction direction, Instant shippedAt, ShipmentStatus told) {
        this.id = id;
        this.orgId = orgId;
        this.caseId = caseId;
        this.caseNumber = caseNumber;
        this.carrier = carrier;
        this.trackingNumber = trackingNumber;
        this.direction = direction;
        this.shippedAt = shippedAt;
        this.told = told;
    }

    /** Puts back what the database has. */
    void recall(TrackingEvent event, String identity) {
        events.put(identity, event);
    }

    /** Whether this was news. */
    boolean learn(TrackingEvent event, String source, UUID messageId) {
        boolean news = events.putIfAbsent(event.identity(), event) == null;
        if (news) {
            learnt.add(new Learnt(this, event, source, messageId));
        }
        return news;
    }

    /** It goes by this number too. */
    void answersTo(Set<String> numbers) {
        newNumbers.addAll(numbers);
    }

    /** Whether this is its tracking number. */
    boolean isNumbered(String number) {
        return TrackingNumber.normalised(trackingNumber).equals(number);
    }

    Set<String> newNumbers() {
        return newNumbers;
    }

    List<Learnt> learnt() {
        return learnt;
    }

    /** The carrier told of it without being asked. */
    void hear() {
        heard = true;
    }

    boolean heard() {
        return heard;
    }

    ShipmentState state() {
        return ShipmentState.of(events.values());
    }

    /** The state that others were told of before; from now on it is the present one. */
    ShipmentStatus tell() {
        ShipmentStatus before = told;
        told = state().status();
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
