package io.rmahub.shipment.model;

import java.time.Instant;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;

/**
 * One thing that happened to a parcel, as a carrier tells it.
 *
 * @param status      what it means; a delivery to the sender is {@link ShipmentStatus#RETURNED}
 * @param at          when, to the second, with the offset that the carrier gave or that its zone has
 * @param rawTime     the time as it was sent, or null
 * @param zoneAssumed the carrier gave no offset
 * @param dateOnly    the carrier gave only the day; {@code at} is its first moment
 * @param code        the carrier's own code
 * @param text        the carrier's own words, or null
 * @param toSender    it is about the way back to the sender
 */
public record TrackingEvent(ShipmentStatus status, StatusReason reason, OffsetDateTime at, String rawTime,
                            boolean zoneAssumed, boolean dateOnly, String code, String text, boolean toSender,
                            Place place) {

    public TrackingEvent {
        // A carrier's "delivered" is also what it says when the sender has the parcel back.
        status = toSender && status == ShipmentStatus.DELIVERED ? ShipmentStatus.RETURNED : status;
        // One sender of an event tells milliseconds, another does not.
        at = at.truncatedTo(ChronoUnit.SECONDS);
    }

    public Instant instant() {
        return at.toInstant();
    }

    /** The last moment at which it can have happened. */
    Instant latest() {
        return dateOnly ? at.with(LocalTime.MAX).toInstant() : instant();
    }

    /** Whether an event of this moment falls on the day that is all that is known of this one. */
    boolean mayBeAt(Instant moment) {
        return dateOnly && !moment.isBefore(instant()) && !moment.isAfter(latest());
    }

    /**
     * What makes it the same event, however it came: the second (or the day, if that is all there is) and the
     * status. Not the code and not the place, since a carrier writes both differently when it pushes and when it is
     * asked; only a code that nobody knows is told apart by itself. Thus two scans of one status in one second count
     * once, which changes no state.
     */
    public String identity() {
        String when = instant() + (dateOnly ? " all day" : "");
        String what = status == ShipmentStatus.UNKNOWN ? status + "/" + code : status.name();
        return when + " " + what;
    }
}
