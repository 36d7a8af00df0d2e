package io.rmahub.warranty.model;

import java.time.Instant;
import java.time.LocalDate;

/**
 * How a warranty stands: what is shown of a record, and stored beside it so that it can be searched. Always derived,
 * never the truth itself.
 *
 * @param partsUntil   the last covered day, as are the two after it; null when unknown or never covered
 * @param voidedAt     when the oldest void that still stands was decided; null: none does
 * @param voidReason   its reason
 * @param atRiskUntil  the last day of the earliest grace that is running; null: nothing is at risk
 * @param unknown      why the cover cannot be told; null when it can
 */
public record CoverageSummary(
        Tier tier,
        LocalDate startsOn,
        LocalDate partsUntil,
        LocalDate labourUntil,
        LocalDate cellsUntil,
        LocalDate legalGuaranteeUntil,
        Instant voidedAt,
        String voidReason,
        LocalDate atRiskUntil,
        String policyId,
        String ruleSetVersion,
        String unknown) {

    /** The last covered day of parts: what is meant by the end of the warranty. */
    public LocalDate expiresOn() {
        return partsUntil;
    }
}
