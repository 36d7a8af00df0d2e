package io.rmahub.warranty.model;

import io.rmahub.warranty.model.VoidDecision.Outcome;
import io.rmahub.warranty.model.WarrantyFact.Voided;
import java.time.Instant;
import java.util.UUID;

/** Whether a warranty may be voided on a ground that a person established: only on one that its terms name. */
final class VoidRule {

    private final WarrantyPolicies policies;

    VoidRule(WarrantyPolicies policies) {
        this.policies = policies;
    }

    VoidDecision decide(WarrantyState state, String ground, String actor, UUID id, Instant now) {
        PolicyChoice choice = policies.choose(state);
        ExplanationBuilder explanation = new ExplanationBuilder(policies, choice, state);
        explanation.input("ground", ground, actor);
        if (choice.policy() == null) {
            return new VoidDecision(Outcome.UNKNOWN, choice.gap(), null, explanation.build());
        }
        VoidGround named = choice.policy().voids().stream()
                .filter(candidate -> candidate.ground().equals(ground)).findFirst().orElse(null);
        if (!explanation.check("ground", named != null, named == null
                ? "the terms do not name " + ground : "the terms name " + ground,
                named == null ? null : named.clause())) {
            return new VoidDecision(Outcome.REFUSED, "the terms of " + choice.policy().id() + " do not name \"" + ground
                    + "\" as a ground", null, explanation.build());
        }
        if (named.consequence() == Consequence.VOID_CELLS && choice.policy().cells() == null) {
            return new VoidDecision(Outcome.REFUSED, "the unit has no cell warranty", null,
                    explanation.build(named.clause()));
        }
        boolean voided = state.standingVoids().stream().anyMatch(standing -> ground.equals(standing.ground()));
        if (!explanation.check("not yet voided", !voided, ground, named.clause())) {
            return new VoidDecision(Outcome.REFUSED, "it is already void for " + ground, null,
                    explanation.build(named.clause()));
        }
        return new VoidDecision(Outcome.VOIDED, ground + " (" + named.clause() + ")",
                new Voided(now, actor, id, named.consequence(), null, ground, null, ground, named.clause()),
                explanation.build(named.clause()));
    }
}
