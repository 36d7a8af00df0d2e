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
        ExplanationBuilder account = new ExplanationBuilder(policies, choice, state);
        account.input("ground", ground, actor);
        if (choice.policy() == null) {
            return new VoidDecision(Outcome.UNKNOWN, choice.gap(), null, account.told());
        }
        VoidGround named = choice.policy().voids().stream()
                .filter(candidate -> candidate.ground().equals(ground)).findFirst().orElse(null);
        if (!account.check("ground", named != null, named == null
                ? "the terms do not name " + ground : "the terms name " + ground, named == null ? null : named.clause())) {
            return new VoidDecision(Outcome.REFUSED, "the terms of " + choice.policy().id() + " do not name \"" + ground
                    + "\" as a ground", null, account.told());
        }
        if (named.consequence() == Consequence.VOID_CELLS && choice.policy().cells() == null) {
            return new VoidDecision(Outcome.REFUSED, "the unit has no cell warranty", null, account.told(named.clause()));
        }
        boolean voided = state.standingVoids().stream().anyMatch(standing -> ground.equals(standing.ground()));
        if (!account.check("not yet voided", !voided, ground, named.clause())) {
            return new VoidDecision(Outcome.REFUSED, "it is already void for " + ground, null,
                    account.told(named.clause()));
        }
        return new VoidDecision(Outcome.VOIDED, ground + " (" + named.clause() + ")",
                new Voided(now, actor, id, named.consequence(), null, ground, null, ground, named.clause()),
                account.told(named.clause()));
    }
}
