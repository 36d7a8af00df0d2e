package io.rmahub.shipment.model;

import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Where a parcel stands by all that is known of it. Only the set of events counts, never the order in which they
 * became known:
 *
 * <ul>
 * <li>RETURNED ends it, and is stronger than DELIVERED: delivered back to the sender is not delivered. A DELIVERED
 *     that comes after the parcel was sent back, by event time, is a delivery to the sender too.
 * <li>DELIVERED ends it, whatever stray scan comes later.
 * <li>CANCELLED ends it unless the parcel is seen moving afterwards.
 * <li>Otherwise the newest event says it. Of events at one moment, the one further along the way.
 * <li>PENDING is only the state of a parcel that was never seen: labels are often announced late.
 * <li>UNKNOWN says nothing.
 * </ul>
 *
 * @param status   PENDING when nothing is known
 * @param deciding the event that says so, or null
 */
public record ShipmentState(ShipmentStatus status, TrackingEvent deciding) {

    /** Announced by us, not heard of yet. */
    public static final ShipmentState NEW = new ShipmentState(ShipmentStatus.PENDING, null);

    /** Any total order will do among what is equal otherwise: the answer must not depend on who spoke first. */
    private static final Comparator<TrackingEvent> EVERYTHING_ELSE = Comparator
            .comparing((TrackingEvent event) -> event.reason() != null)
            .thenComparing(event -> String.valueOf(event.reason()))
            .thenComparing(event -> String.valueOf(event.code()))
            .thenComparing(event -> String.valueOf(event.text()))
            .thenComparing(event -> String.valueOf(event.place()))
            .thenComparing(event -> event.at().toString());

    private static final Comparator<TrackingEvent> NEWEST = Comparator.comparing(TrackingEvent::instant)
            .thenComparing(TrackingEvent::status).thenComparing(EVERYTHING_ELSE);

    /** The state that follows from this set of events. */
    public static ShipmentState of(Collection<TrackingEvent> events) {
        Optional<TrackingEvent> end = first(events, ShipmentStatus.RETURNED)
                .or(() -> backAtSender(events))
                .or(() -> first(events, ShipmentStatus.DELIVERED));
        if (end.isPresent()) {
            TrackingEvent event = end.get();
            boolean returned = event.status() == ShipmentStatus.RETURNED || backAtSender(events).isPresent();
            return new ShipmentState(returned ? ShipmentStatus.RETURNED : ShipmentStatus.DELIVERED, event);
        }
        Optional<TrackingEvent> cancelled = newest(events, event -> event.status() == ShipmentStatus.CANCELLED);
        return newest(events, event -> event.status().moved())
                .filter(moved -> cancelled.map(off -> moved.latest().isAfter(off.instant())).orElse(true))
                .or(() -> cancelled)
                .or(() -> newest(events, event -> event.status() == ShipmentStatus.PENDING))
                .map(event -> new ShipmentState(event.status(), event)).orElse(NEW);
    }

    public StatusReason reason() {
        return deciding == null ? null : deciding.reason();
    }

    public Instant since() {
        return deciding == null ? null : deciding.instant();
    }

    public Place place() {
        return deciding == null ? null : deciding.place();
    }

    /** A delivery that did not come before the way back began. */
    private static Optional<TrackingEvent> backAtSender(Collection<TrackingEvent> events) {
        Optional<Instant> wayBack = events.stream()
                .filter(event -> event.status() == ShipmentStatus.RETURN_TO_SENDER)
                .map(TrackingEvent::instant).min(Comparator.naturalOrder());
        return wayBack.flatMap(began -> events.stream()
                .filter(event -> event.status() == ShipmentStatus.DELIVERED && !event.latest().isBefore(began))
                .min(NEWEST));
    }

    /** The earliest of this status, by its moment if one is known. */
    private static Optional<TrackingEvent> first(Collection<TrackingEvent> events, ShipmentStatus status) {
        return events.stream().filter(event -> event.status() == status)
                .min(Comparator.comparing(TrackingEvent::dateOnly).thenComparing(NEWEST));
    }

    /** Where only a day is known, the event may be of any moment of it: on that day, the one further along wins. */
    private static Optional<TrackingEvent> newest(Collection<TrackingEvent> events, Predicate<TrackingEvent> wanted) {
        List<TrackingEvent> fitting = events.stream().filter(wanted).toList();
        Optional<TrackingEvent> timed = fitting.stream().filter(event -> !event.dateOnly()).max(NEWEST);
        Optional<TrackingEvent> dated = fitting.stream().filter(TrackingEvent::dateOnly).max(NEWEST);
        if (timed.isEmpty() || dated.isEmpty()) {
            return timed.or(() -> dated);
        }
        boolean datedWins = dated.get().mayBeAt(timed.get().instant())
                ? dated.get().status().compareTo(timed.get().status()) > 0
                : dated.get().instant().isAfter(timed.get().instant());
        return datedWins ? dated : timed;
    }
}
