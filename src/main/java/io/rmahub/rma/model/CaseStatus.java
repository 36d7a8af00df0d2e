package io.rmahub.rma.model;

/**
 * Where a case stands. The names are those of the API, the messages and the database, and stay as they are. What
 * leads from one to the other is data: {@code config/rules/lifecycle.yaml}.
 */
public enum CaseStatus {
    /** Nobody has looked at it yet. */
    REPORTED,
    DIAGNOSING,
    WAITING_FOR_CUSTOMER,
    WAITING_FOR_PARTNER,
    /** Money or an exception of the warranty has to be approved. */
    WAITING_FOR_OA,
    APPROVED,
    REJECTED,
    /** Courier in: the faulty unit travels to us. */
    UNIT_INBOUND,
    /** The faulty unit is with us. */
    RECEIVED,
    IN_REPAIR,
    /** Being worked on while the customer has a stand-by unit. */
    STANDBY_ISSUED,
    /** A replacement is assigned. */
    REPLACED,
    /** Courier out: the repaired or replaced unit travels to the customer. */
    OUTBOUND,
    DELIVERED,
    /** It works, or the money is paid. */
    CONFIRMED,
    CLOSED
}
