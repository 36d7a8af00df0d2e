package io.rmahub.warranty.model;

/**
 * Whether a warranty may be voided on a ground that a person established.
 *
 * @param toRecord the fact to be recorded; null when refused
 */
public record VoidDecision(Outcome outcome, String reason, WarrantyFact.Voided toRecord, Explanation why)
        implements WarrantyDecision {

    /** Whether it is. */
    public enum Outcome {
        VOIDED, REFUSED, UNKNOWN
    }

    @Override
    public String rule() {
        return "void";
    }

    @Override
    public String result() {
        return outcome.name();
    }
}
