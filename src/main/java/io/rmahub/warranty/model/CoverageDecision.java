package io.rmahub.warranty.model;

import java.time.LocalDate;

/**
 * Whether a part of a unit is covered on a day.
 *
 * @param asOf               the day that was asked for, at the site
 * @param startsOn           the first covered day; null when unknown
 * @param expiresOn          the last covered day; null when unknown or never covered
 * @param endedBy            what ends the cover; null when {@code expiresOn} is
 * @param legalGuaranteeUntil the last day of the buyer's legal guarantee, which nothing here touches; null: not known
 */
public record CoverageDecision(
        CoverageOutcome outcome,
        String reason,
        Part part,
        LocalDate asOf,
        LocalDate startsOn,
        LocalDate expiresOn,
        EndCause endedBy,
        LocalDate legalGuaranteeUntil,
        Explanation why) implements WarrantyDecision {

    @Override
    public String rule() {
        return "coverage";
    }

    @Override
    public String result() {
        return outcome.name();
    }

    /** The text of the policies that was in force. */
    public String ruleSetVersion() {
        return why.ruleSetVersion();
    }

    /** The row that decided; null when none did. */
    public String policyId() {
        return why.policyId();
    }
}
