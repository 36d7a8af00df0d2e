package io.rmahub.rma.model.routing;

/** How urgent a case is; sets its service-level window. */
public enum Priority {
    LOW, NORMAL, HIGH, URGENT;

    /** The name used in messages, rule files and the API, e.g. {@code urgent}. */
    public String wireName() {
        return toString();
    }

    /**
     * The priority of this wire name.
     *
     * @throws IllegalArgumentException for any other text
     */
    public static Priority of(String wireName) {
        return WireNames.find(values(), wireName);
    }

    @Override
    public String toString() {
        return WireNames.of(this);
    }
}
