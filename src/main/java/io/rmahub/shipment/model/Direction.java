package io.rmahub.shipment.model;

/** Which way a parcel of a case travels. */
public enum Direction {
    /** The new unit or part goes to the customer. */
    OUTBOUND_REPLACEMENT,
    /** The faulty unit comes to us. */
    INBOUND_FAULTY,
    /** A unit on loan goes to the customer. */
    STANDBY_OUT,
    /** The unit on loan comes back. */
    STANDBY_BACK
}
