package io.rmahub.warranty.model;

import io.rmahub.warranty.model.ClaimDecision.Outcome;
import io.rmahub.warranty.model.ClaimDecision.Payment;
import io.rmahub.warranty.model.WarrantyFact.Observed;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;

/**
 * Whether the warranty bears a claim. The fault must be one that the terms name, the part that it is about must be
 * covered on the day of the report and not voided, and a loss of capacity needs a measurement below the guarantee.
 * What the warranty does not pay is paid by a service contract where there is one, else by the customer.
 */
final class ClaimRule {

    private final WarrantyPolicies policies;
    private final CoverageRule coverage;

    ClaimRule(WarrantyPolicies policies) {
        this.policies = policies;
        this.coverage = new CoverageRule(policies);
    }

    ClaimDecision decide(WarrantyState state, ClaimQuestion question) {
        PolicyChoice choice = policies.choose(state);
        Claim claim = new Claim(state, question, choice, new ExplanationBuilder(policies, choice, state));
        String fault = question.fault();
        FaultRules faults = policies.faults();
        if (faults.excluded().contains(fault)) {
            claim.explanation.check("fault", false, "the terms exclude " + fault, faults.clause());
            return claim.refused("the terms exclude " + fault);
        }
        if (faults.capacity().contains(fault)) {
            claim.explanation.check("fault", true, fault + " is a matter of the cell warranty", faults.clause());
            return claim.capacity();
        }
        if (faults.covered().contains(fault)) {
            claim.explanation.check("fault", true, "the terms cover " + fault, faults.clause());
            return claim.defect();
        }
        claim.explanation.open("fault", "the terms do not name " + fault, faults.clause());
        return claim.evidenceNeeded("the terms do not name \"" + fault + "\": a person has to judge it");
    }

    /** A claim, while it is decided. */
    private final class Claim {

        private final WarrantyState state;
        private final ClaimQuestion question;
        private final PolicyChoice choice;
        private final ExplanationBuilder explanation;

        Claim(WarrantyState state, ClaimQuestion question, PolicyChoice choice, ExplanationBuilder explanation) {
            this.state = state;
            this.question = question;
            this.choice = choice;
            this.explanation = explanation;
            explanation.input("kind", question.kind().name(), "claim");
            explanation.input("fault", question.fault(), "claim");
            explanation.input("reportedOn", question.reportedOn().toString(), "claim");
            explanation.input("serviceContract", String.valueOf(question.serviceContract()), "claim");
        }

        ClaimDecision defect() {
            CoverageDecision parts = cover(Part.PARTS);
            CoverageDecision labour = cover(Part.LABOUR);
            return switch (parts.outcome()) {
                case UNKNOWN -> decision(Outcome.UNKNOWN, parts.reason(), null, null, null);
                case OUT_OF_WARRANTY -> refused(parts.reason());
                case IN_WARRANTY -> decision(Outcome.ELIGIBLE, parts.reason() + labourNote(labour),
                        Payment.FREE, pays(labour), null);
            };
        }

        ClaimDecision capacity() {
            CoverageDecision cells = cover(Part.CELLS);
            if (cells.outcome() == CoverageOutcome.UNKNOWN) {
                return decision(Outcome.UNKNOWN, cells.reason(), null, null, null);
            }
            if (cells.outcome() == CoverageOutcome.OUT_OF_WARRANTY) {
                return refused(cells.reason());
            }
            CellWarranty guarantee = choice.policy().cells();
            Reading measured = newestSoh();
            if (measured == null) {
                explanation.open("SOH", "no plausible state of health was reported", guarantee.clause());
                return evidenceNeeded("no plausible state of health was reported: a capacity test is needed");
            }
            String shown = plain(measured.sohPercent()) + " % measured at " + measured.measuredAt()
                    + ", guaranteed are " + plain(guarantee.sohGuarantee()) + " %";
            boolean below = measured.sohPercent().compareTo(guarantee.sohGuarantee()) < 0;
            if (!explanation.check("SOH", below, shown, guarantee.clause())) {
                return refused("the state of health is not below the guarantee: " + shown);
            }
            CoverageDecision labour = cover(Part.LABOUR);
            return decision(Outcome.ELIGIBLE, "the state of health is below the guarantee: " + shown
                    + labourNote(labour), Payment.FREE, pays(labour), measured);
        }

        /** Of the day of the report or before; what was measured later was not the reason for the claim. */
        private Reading newestSoh() {
            ZoneId zone = policies.zone(state.unit()).orElse(ZoneOffset.UTC);
            Reading newest = null;
            for (Observed observed : state.observed()) {
                LocalDate day = LocalDate.ofInstant(observed.at(), zone);
                if (observed.reading().sohPercent() != null && !day.isAfter(question.reportedOn())) {
                    newest = observed.reading();
                }
            }
            return newest;
        }

        private CoverageDecision cover(Part part) {
            CoverageDecision cover = coverage.decide(state, question.reportedOn(), part);
            explanation.conditions(cover.why().conditions());
            if (cover.outcome() == CoverageOutcome.UNKNOWN) {
                explanation.open(part.toString(), cover.reason(), cover.why().clause());
            } else {
                explanation.check(part.toString(), cover.outcome() == CoverageOutcome.IN_WARRANTY, cover.reason(),
                        cover.why().clause());
            }
            return cover;
        }

        private Payment pays(CoverageDecision labour) {
            return labour.outcome() == CoverageOutcome.IN_WARRANTY ? Payment.FREE : other();
        }

        private String labourNote(CoverageDecision labour) {
            return labour.outcome() == CoverageOutcome.IN_WARRANTY ? "" : "; labour is not covered: " + labour.reason();
        }

        private Payment other() {
            return question.serviceContract() ? Payment.CONTRACT : Payment.PAID;
        }

        ClaimDecision refused(String reason) {
            return decision(Outcome.NOT_ELIGIBLE, reason, other(), other(), null);
        }

        ClaimDecision evidenceNeeded(String reason) {
            return decision(Outcome.EVIDENCE_NEEDED, reason, null, null, null);
        }

        private ClaimDecision decision(Outcome outcome, String reason, Payment parts, Payment labour,
                Reading evidence) {
            LocalDate legal = policies.legalGuaranteeUntil(state);
            if (legal != null && !question.reportedOn().isAfter(legal)) {
                explanation.check("legal guarantee", true, "the buyer's legal guarantee against the seller runs until "
                        + legal + ", whatever is decided here", null);
            }
            return new ClaimDecision(outcome, reason, question, parts, labour, evidence, legal, explanation.build());
        }
    }

    private static String plain(BigDecimal value) {
        return value.toPlainString();
    }
}
