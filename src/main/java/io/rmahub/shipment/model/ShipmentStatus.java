package io.rmahub.shipment.model;

import java.util.Locale;

/** Where a parcel stands, the same for all carriers; in the order in which a parcel comes by them. */
public enum ShipmentStatus {
    /** A code that nobody knows yet. Kept, and never moves a parcel. */
    UNKNOWN,
    /** Announced; the carrier does not have it. */
    PENDING,
    PICKED_UP,
    IN_TRANSIT,
    DELAYED,
    ON_HOLD,
    OUT_FOR_DELIVERY,
    DELIVERY_FAILED,
    READY_FOR_PICKUP,
    /** On its way back to whom it came from. */
    RETURN_TO_SENDER,
    /** Called off before it moved. */
    CANCELLED,
    /** The receiver has it. */
    DELIVERED,
    /** Whom it came from has it back. */
    RETURNED;

    /** Nothing more is expected of the carrier. */
    public boolean terminal() {
        return this == DELIVERED || this == RETURNED || this == CANCELLED;
    }

    /** The carrier had the parcel in its hands. */
    public boolean moved() {
        return ordinal() > PENDING.ordinal() && this != CANCELLED;
    }

    /** {@code out-for-delivery}: as it stands in the name of what happened to a case. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
