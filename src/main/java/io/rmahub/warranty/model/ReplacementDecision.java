package io.rmahub.warranty.model;

/**
 * What a replacement unit inherits.
 *
 * @param inheritance to be recorded with the new unit as {@link WarrantyFact.Replacing}; null when unknown
 */
public record ReplacementDecision(Outcome outcome, String reason, Inheritance inheritance, Explanation why)
        implements WarrantyDecision {

    /** UNKNOWN: what the old unit's cover is cannot be told. */
    public enum Outcome {
        INHERITS, UNKNOWN
    }

    @Override
    public String rule() {
        return "replacement";
    }

    @Override
    public String result() {
        return outcome.name();
    }
}
