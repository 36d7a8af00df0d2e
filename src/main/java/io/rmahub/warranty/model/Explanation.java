package io.rmahub.warranty.model;

import java.util.List;

/**
 * Why a decision came out as it did, told so that a clerk, a customer or a court can follow it, and so that it can
 * be repeated: the rules by their version, what was known and from where, and everything that was considered.
 *
 * @param ruleSetVersion the text of the policies that was in force
 * @param policyId       the row that decided; null when none did
 * @param clause         where the terms say so; null when no row decided
 * @param inputs         what was known
 * @param considered     every row in the order of the file, with why it fits or not; the first that fits decides
 * @param checks         every condition of the rule that was looked at
 * @param conditions     what the answer rests on and nobody has yet made sure of
 */
public record Explanation(
        String ruleSetVersion,
        String policyId,
        String clause,
        List<Input> inputs,
        List<Considered> considered,
        List<Check> checks,
        List<String> conditions) {

    public Explanation {
        inputs = List.copyOf(inputs);
        considered = List.copyOf(considered);
        checks = List.copyOf(checks);
        conditions = List.copyOf(conditions);
    }

    /** Something that was known, as text, and where it is known from. */
    public record Input(String name, String value, String source) {
    }

    /** One policy row, whether it fits the unit, and why. */
    public record Considered(String policyId, boolean matched, String why) {
    }

    /** One condition of a rule. */
    public record Check(String name, Result result, String why, String clause) {
    }

    /** How a condition came out. What cannot be told for want of a fact is OPEN, never guessed. */
    public enum Result {
        PASSED, FAILED, OPEN
    }
}
