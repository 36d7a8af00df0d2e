package io.rmahub.warranty.model;

import io.rmahub.warranty.model.Cover.Limit;
import java.time.LocalDate;

/** Whether a part is covered on a day: within the term, the caps and what was voided, whichever ends first. */
final class CoverageRule {

    private final WarrantyPolicies policies;

    CoverageRule(WarrantyPolicies policies) {
        this.policies = policies;
    }

    CoverageDecision decide(WarrantyState state, LocalDate on, Part part) {
        PolicyChoice choice = policies.choose(state);
        Evaluation evaluation = new Evaluation(state, on, part, new ExplanationBuilder(policies, choice, state));
        if (choice.policy() == null) {
            return evaluation.unknown(choice.gap());
        }
        Cover cover = new CoverCalculation(policies, choice.policy(), state).cover();
        if (cover == null) {
            return evaluation.unknown("none of the days that " + choice.policy().id()
                    + " counts from is known and proven");
        }
        evaluation.explanation.conditions(cover.conditions(part));
        if (cover.end(part) == null) {
            return evaluation.never(cover, "these terms give no cover of " + part);
        }
        if (on.isBefore(cover.startsOn())) {
            return evaluation.unknown("the cover begins on " + cover.startsOn() + ", after the day asked for");
        }
        return evaluation.covered(cover);
    }

    /** A question, while it is answered. */
    private final class Evaluation {

        private final WarrantyState state;
        private final LocalDate on;
        private final Part part;
        private final ExplanationBuilder explanation;

        Evaluation(WarrantyState state, LocalDate on, Part part, ExplanationBuilder explanation) {
            this.state = state;
            this.on = on;
            this.part = part;
            this.explanation = explanation;
            explanation.input("part", part.toString(), "question");
            explanation.input("on", on.toString(), "question");
        }

        CoverageDecision covered(Cover cover) {
            for (Limit limit : cover.limits().get(part)) {
                explanation.check(limit.cause().name(), !on.isAfter(limit.until()),
                        limit.how() + ", until " + limit.until(), limit.clause());
            }
            Limit end = cover.end(part);
            boolean in = !on.isAfter(end.until());
            if (in && cover.open().containsKey(part)) {
                explanation.open("CAP", cover.open().get(part), end.clause());
                return unknown(cover.open().get(part));
            }
            return decision(in ? CoverageOutcome.IN_WARRANTY : CoverageOutcome.OUT_OF_WARRANTY,
                    end.how() + (in ? ": covered until " : ": ended on ") + end.until() + " (" + end.clause() + ")",
                    cover.startsOn(), end);
        }

        CoverageDecision never(Cover cover, String reason) {
            return decision(CoverageOutcome.OUT_OF_WARRANTY, reason, cover.startsOn(), null);
        }

        CoverageDecision unknown(String reason) {
            return decision(CoverageOutcome.UNKNOWN, reason, null, null);
        }

        private CoverageDecision decision(CoverageOutcome outcome, String reason, LocalDate start, Limit end) {
            Explanation why = end == null ? explanation.build() : explanation.build(end.clause());
            return new CoverageDecision(outcome, reason, part, on, start, end == null ? null : end.until(),
                    end == null ? null : end.cause(), policies.legalGuaranteeUntil(state), why);
        }
    }
}
