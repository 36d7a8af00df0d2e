package io.rmahub.rma.model.routing;

/** Whom a case can wait for. While it does, the time is theirs and not the team's. */
public enum Party {
    CUSTOMER, PARTNER, OA;

    /** The name used in rule files and the API, e.g. {@code customer}. */
    public String wireName() {
        return toString();
    }

    @Override
    public String toString() {
        return WireNames.of(this);
    }
}
