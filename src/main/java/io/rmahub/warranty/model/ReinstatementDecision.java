package io.rmahub.warranty.model;

/**
 * Whether an exception reverses a void.
 *
 * @param toRecord the fact to be recorded; null when refused
 */
public record ReinstatementDecision(
        Outcome outcome, String reason, WarrantyFact.Reinstated toRecord, Explanation why)
        implements WarrantyDecision {

    /** Whether it does. */
    public enum Outcome {
        REINSTATED, REFUSED
    }

    @Override
    public String rule() {
        return "reinstatement";
    }

    @Override
    public String result() {
        return outcome.name();
    }
}
