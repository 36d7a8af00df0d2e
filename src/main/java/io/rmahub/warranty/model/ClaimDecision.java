package io.rmahub.warranty.model;

import java.time.LocalDate;

/**
 * Whether the warranty bears a claim, and who pays.
 *
 * @param parts               who pays for parts; null while the outcome is open
 * @param labour              who pays for labour; null while the outcome is open
 * @param evidence            the reading that shows the loss of capacity; null for other faults or without one
 * @param legalGuaranteeUntil the last day of the buyer's legal guarantee, which nothing here touches; null: not known
 */
public record ClaimDecision(
        Outcome outcome,
        String reason,
        ClaimQuestion question,
        Payment parts,
        Payment labour,
        Reading evidence,
        LocalDate legalGuaranteeUntil,
        Explanation why) implements WarrantyDecision {

    /** EVIDENCE_NEEDED: it may be covered, but a measurement or a person's judgement is missing. */
    public enum Outcome {
        ELIGIBLE, NOT_ELIGIBLE, EVIDENCE_NEEDED, UNKNOWN
    }

    /** FREE: the warranty pays. CONTRACT: the customer's service contract. PAID: the customer. */
    public enum Payment {
        FREE, CONTRACT, PAID
    }

    @Override
    public String rule() {
        return "claim";
    }

    @Override
    public String result() {
        return outcome.name();
    }
}
