package io.rmahub.rma.model.routing;

/** Who pays for a repair. */
public enum RepairKind {
    /** Covered by the warranty. */
    FREE,
    /** Not by the warranty, but by a service contract. */
    CONTRACT,
    /** Paid by the customer. */
    PAID,
    /** Not known yet whether the unit is covered. */
    UNDECIDED;

    /** The name used in rule files and the API, e.g. {@code free}. */
    public String wireName() {
        return toString();
    }

    @Override
    public String toString() {
        return WireNames.of(this);
    }
}
