package io.rmahub.warranty.model;

import io.rmahub.warranty.model.Cover.Limit;
import io.rmahub.warranty.model.ReplacementDecision.Outcome;
import io.rmahub.warranty.model.WarrantyFact.Observed;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;

/**
 * What a replacement unit inherits: for each part that is covered on the day of the replacement the remaining term,
 * and at least what the policy promises for replacements; and what the cells have already delivered.
 */
final class ReplacementRule {

    private final WarrantyPolicies policies;

    ReplacementRule(WarrantyPolicies policies) {
        this.policies = policies;
    }

    ReplacementDecision decide(WarrantyState old, LocalDate on) {
        PolicyChoice choice = policies.choose(old);
        ExplanationBuilder explanation = new ExplanationBuilder(policies, choice, old);
        explanation.input("replacedOn", on.toString(), "replacement");
        if (choice.policy() == null) {
            return new ReplacementDecision(Outcome.UNKNOWN, choice.gap(), null, explanation.build());
        }
        Cover cover = new CoverCalculation(policies, choice.policy(), old).cover();
        if (cover == null || on.isBefore(cover.startsOn())) {
            return new ReplacementDecision(Outcome.UNKNOWN,
                    "the cover of the replaced unit is not known on " + on, null, explanation.build());
        }
        Map<Part, LocalDate> until = new EnumMap<>(Part.class);
        for (Part part : Part.values()) {
            LocalDate last = remaining(choice.policy(), cover, part, on, explanation);
            if (last != null) {
                until.put(part, last);
            }
        }
        Inheritance inheritance = new Inheritance(old.unit().serialNumber(), on, choice.policy().id(), cover.tier(),
                cover.startsOn(), until, used(old, old.inheritance() == null ? null : old.inheritance().throughputKwh(),
                Reading::throughputKwh), used(old, old.inheritance() == null ? null : old.inheritance().cycles(),
                Reading::cycles), policies.legalGuaranteeUntil(old));
        return new ReplacementDecision(Outcome.INHERITS, until.isEmpty()
                ? "nothing of the replaced unit was covered any more on " + on
                : "the remaining term goes over: " + until, inheritance, explanation.build());
    }

    private static LocalDate remaining(WarrantyPolicy policy, Cover cover, Part part, LocalDate on,
            ExplanationBuilder explanation) {
        Limit end = cover.end(part);
        if (end == null) {
            return null;
        }
        if (!explanation.check(part.toString(), !on.isAfter(end.until()), end.how() + ", until " + end.until(),
                end.clause())) {
            return null;
        }
        LocalDate atLeast = policy.replacementMonths() == null ? on : on.plusMonths(policy.replacementMonths());
        return atLeast.isAfter(end.until()) ? atLeast : end.until();
    }

    private static BigDecimal used(WarrantyState old, BigDecimal before, Function<Reading, BigDecimal> value) {
        BigDecimal most = old.observed().stream().map(Observed::reading).map(value).filter(Objects::nonNull)
                .max(BigDecimal::compareTo).orElse(null);
        return most == null ? before : before == null ? most : before.add(most);
    }
}
