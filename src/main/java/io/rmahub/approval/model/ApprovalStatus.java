package io.rmahub.approval.model;

import java.util.Locale;

/** Where a request for approval stands. */
public enum ApprovalStatus {
    /** Asked for; the other system has not said anything yet. */
    REQUESTED,
    IN_REVIEW,
    /** Somebody else is to decide. */
    DELEGATED,
    /** Given back for changes; it may be handed in again. */
    RETURNED_FOR_CHANGE,
    APPROVED,
    REFUSED,
    /** Taken back or discarded without a decision. */
    WITHDRAWN,
    /** The other system said something that the configuration has no meaning for. */
    UNKNOWN;

    /** Nothing that comes later changes it. */
    public boolean isFinal() {
        return this == APPROVED || this == REFUSED || this == WITHDRAWN;
    }

    /** As cases and configuration write it: {@code in-review}, {@code returned}. */
    public String wireName() {
        return this == RETURNED_FOR_CHANGE ? "returned" : name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
