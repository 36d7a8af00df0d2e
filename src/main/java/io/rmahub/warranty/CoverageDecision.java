package io.rmahub.warranty;

import java.time.LocalDate;
import java.util.List;

/**
 * Whether a unit is covered, and everything needed to explain it later.
 *
 * @param reason         one sentence for a person
 * @param expiresOn      the last covered day; null when unknown
 * @param policyId       the row that decided; null when none did
 * @param ruleSetVersion the text of the policies that was in force
 * @param inputs         what was known
 * @param considered     every row in the order of the file, with why it fits or not
 */
public record CoverageDecision(
        CoverageOutcome outcome,
        String reason,
        LocalDate expiresOn,
        String policyId,
        String ruleSetVersion,
        CoverageQuestion inputs,
        List<Considered> considered) {

    /** One policy row, whether it fits the question, and why. The first that fits decides. */
    public record Considered(String policyId, boolean matched, String why) {
    }
}
