package io.rmahub.warranty.model;

import io.rmahub.warranty.model.ReinstatementDecision.Outcome;
import io.rmahub.warranty.model.WarrantyFact.Reinstated;
import io.rmahub.warranty.model.WarrantyFact.Voided;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** Whether an exception reverses a void: it was approved, and the void stands. The void stays on record. */
final class ReinstatementRule {

    private final WarrantyPolicies policies;

    ReinstatementRule(WarrantyPolicies policies) {
        this.policies = policies;
    }

    ReinstatementDecision decide(WarrantyState state, UUID voidId, Approval approval, Instant now) {
        ExplanationBuilder explanation = new ExplanationBuilder(policies, policies.choose(state), state);
        explanation.input("approval", approval.id() + (approval.approved() ? ": approved" : ": rejected"),
                approval.source());
        Optional<Voided> stands = state.standingVoids().stream()
                .filter(voided -> voided.id().equals(voidId)).findFirst();
        String clause = stands.map(Voided::clause).orElse(null);
        boolean approved = explanation.check("approved", approval.approved(), approval.id(), clause);
        boolean standing = explanation.check("void stands", stands.isPresent(), String.valueOf(voidId), clause);
        if (!approved) {
            return new ReinstatementDecision(Outcome.REFUSED, "the exception was not approved", null,
                    explanation.build(clause));
        }
        if (!standing) {
            return new ReinstatementDecision(Outcome.REFUSED, "there is no such void, or it was reversed before", null,
                    explanation.build(clause));
        }
        return new ReinstatementDecision(Outcome.REINSTATED, "the void of " + stands.get().at()
                + " is reversed by the approved exception " + approval.id(),
                new Reinstated(now, approval.source(), voidId, approval.id()), explanation.build(clause));
    }
}
