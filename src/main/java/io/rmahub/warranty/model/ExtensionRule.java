package io.rmahub.warranty.model;

import io.rmahub.warranty.model.ExtensionDecision.Outcome;
import io.rmahub.warranty.model.ExtensionTerms.Offer;
import io.rmahub.warranty.model.ExtensionTerms.Window;
import io.rmahub.warranty.model.WarrantyFact.Extended;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/**
 * Whether an extension can be bought on a day: it is offered, the standard term has long enough to run
 * (PowerMagic V2 §2.4; exactly as long is enough), and each window that is for the unit is open. A term has
 * n months to run on a day when the day n months later is still covered.
 */
final class ExtensionRule {

    private final WarrantyPolicies policies;

    ExtensionRule(WarrantyPolicies policies) {
        this.policies = policies;
    }

    ExtensionDecision decide(WarrantyState state, Tier tier, LocalDate on) {
        PolicyChoice choice = policies.choose(state);
        Purchase purchase = new Purchase(state, tier, on, new ExplanationBuilder(policies, choice, state));
        if (choice.policy() == null) {
            return purchase.unknown(choice.gap(), null);
        }
        ExtensionTerms terms = choice.policy().extension();
        Offer offer = terms == null ? null : terms.offer(tier);
        if (offer == null) {
            purchase.explanation.check("offer", false, tier + " is not offered by " + choice.policy().id(), null);
            return purchase.refused(tier == Tier.GOODWILL
                    ? "GOODWILL is not for sale: it is granted by an approved exception"
                    : tier + " is not offered for this unit", null);
        }
        Cover cover = new CoverCalculation(policies, choice.policy(), state).cover();
        if (cover == null) {
            return purchase.unknown("none of the days that the term counts from is known and proven", terms.clause());
        }
        return purchase.decide(choice.policy(), cover, terms, offer);
    }

    /** A purchase, while it is decided. */
    private final class Purchase {

        private final WarrantyState state;
        private final Tier tier;
        private final LocalDate on;
        private final ExplanationBuilder explanation;
        private final List<String> refusals = new ArrayList<>();
        private String unknown;
        private LocalDate last;

        Purchase(WarrantyState state, Tier tier, LocalDate on, ExplanationBuilder explanation) {
            this.state = state;
            this.tier = tier;
            this.on = on;
            this.explanation = explanation;
            explanation.input("tier", tier.name(), "purchase");
            explanation.input("on", on.toString(), "purchase");
        }

        ExtensionDecision decide(WarrantyPolicy policy, Cover cover, ExtensionTerms terms, Offer offer) {
            explanation.conditions(cover.conditions());
            checkCover(cover, terms);
            notYet(terms, offer);
            remaining(cover, terms);
            for (Window window : terms.windows()) {
                window(window, terms.clause());
            }
            if (!refusals.isEmpty()) {
                return refused(String.join("; ", refusals), terms.clause());
            }
            if (unknown != null) {
                return unknown(unknown, terms.clause());
            }
            LocalDate until = extendedUntil(policy);
            return new ExtensionDecision(Outcome.ALLOWED, tier + " can be bought until " + last
                    + " and covers until " + until + " (" + terms.clause() + ")", tier, on, last, until,
                    offer.priceRef(), explanation.build(terms.clause()));
        }

        private void checkCover(Cover cover, ExtensionTerms terms) {
            boolean covers = cover.end(Part.PARTS) != null && state.voidOf(Part.PARTS).isEmpty();
            if (!explanation.check("parts covered", covers, "what is void or was not inherited cannot be extended",
                    terms.clause())) {
                refusals.add("the unit has no cover of parts that could be extended");
            }
        }

        private void notYet(ExtensionTerms terms, Offer offer) {
            for (Extended extension : state.extensions()) {
                Offer earlier = terms.offer(extension.tier());
                int months = extension.addsMonths() != null ? extension.addsMonths()
                        : earlier == null ? 0 : earlier.addsMonths();
                if (!explanation.check("not yet extended", months < offer.addsMonths(),
                        extension.tier() + " since " + extension.at() + " adds " + months + " months",
                                terms.clause())) {
                    refusals.add("the unit has " + extension.tier() + ", which adds as much");
                }
            }
        }

        private void remaining(Cover cover, ExtensionTerms terms) {
            if (terms.minimumRemainingMonths() == null) {
                last = cover.standardUntil();
                return;
            }
            int months = terms.minimumRemainingMonths();
            last = lastDayWith(months, cover.standardUntil());
            if (!explanation.check("remaining term", !on.plusMonths(months).isAfter(cover.standardUntil()),
                    "the standard term ends on " + cover.standardUntil() + ": " + months
                            + " months remain until " + last, terms.clause())) {
                refusals.add("fewer than " + months + " months of the standard term remain: it ends on "
                        + cover.standardUntil() + ", the last day to buy was " + last);
            }
        }

        private void window(Window window, String clause) {
            if (window.needsPower() && state.unit().ratedKw() == null) {
                explanation.open("window", "the rated power is not known", clause);
                unknown = "the rated power is not known, and the window depends on it";
                return;
            }
            if (!window.isFor(state.unit().ratedKw())) {
                return;
            }
            LocalDate anchor = state.unit().date(window.anchor());
            if (anchor == null) {
                explanation.open("window", "the day of " + window.anchor() + " is not known", clause);
                unknown = "the day of " + window.anchor() + " is not known, from which the window counts";
                return;
            }
            LocalDate until = anchor.plusMonths(window.months());
            last = until.isBefore(last) ? until : last;
            if (!explanation.check("window", !on.isAfter(until), window.months() + " months from " + window.anchor()
                    + " on " + anchor + " end on " + until, clause)) {
                refusals.add("the window of " + window.months() + " months from " + window.anchor() + " on " + anchor
                        + " closed on " + until);
            }
        }

        private LocalDate extendedUntil(WarrantyPolicy policy) {
            List<Extended> extensions = new ArrayList<>(state.extensions());
            extensions.add(new Extended(on.atStartOfDay(ZoneOffset.UTC).toInstant(), "purchase", tier, null, null));
            return new CoverCalculation(policies, policy, state.with(extensions)).cover().end(Part.PARTS).until();
        }

        ExtensionDecision refused(String reason, String clause) {
            return new ExtensionDecision(Outcome.REFUSED, reason, tier, on, last, null, null,
                    explanation.build(clause));
        }

        ExtensionDecision unknown(String reason, String clause) {
            return new ExtensionDecision(Outcome.UNKNOWN, reason, tier, on, null, null, null,
                    explanation.build(clause));
        }
    }

    /** The last day on which so many months remain: later than months before the end where months differ in length. */
    private static LocalDate lastDayWith(int months, LocalDate until) {
        LocalDate last = until.minusMonths(months);
        while (!last.plusDays(1).plusMonths(months).isAfter(until)) {
            last = last.plusDays(1);
        }
        return last;
    }
}
