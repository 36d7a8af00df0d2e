package io.rmahub.warranty;

import io.rmahub.warranty.CoverageDecision.Considered;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/**
 * The warranty terms in force, as rows in the order of the file; the first that fits decides.
 *
 * <p>Nothing is guessed: without the country, the family or a date that a fitting row counts from, the
 * outcome is {@link CoverageOutcome#UNKNOWN} and the reason says what is missing.
 */
public final class WarrantyPolicies {

    private final List<WarrantyPolicy> policies;
    private final Regions regions;
    private final String version;

    WarrantyPolicies(List<WarrantyPolicy> policies, Regions regions, String version) {
        this.policies = List.copyOf(policies);
        this.regions = regions;
        this.version = version;
    }

    /** Identifies the text of the policies. */
    public String version() {
        return version;
    }

    /** Whether the unit is covered on the day asked for, and why. */
    public CoverageDecision decide(CoverageQuestion question) {
        String gap = gap(question);
        List<Considered> considered = new ArrayList<>();
        WarrantyPolicy fitting = null;
        for (WarrantyPolicy policy : policies) {
            String mismatch = gap != null ? gap : policy.mismatch(question, regions);
            considered.add(new Considered(policy.id(), mismatch == null,
                    mismatch != null ? mismatch : "fits: " + policy.clause()));
            if (fitting == null && mismatch == null) {
                fitting = policy;
            }
        }
        if (fitting == null) {
            return unknown(question, gap != null ? gap : "no policy fits", considered);
        }
        return covered(question, fitting, considered);
    }

    private static String gap(CoverageQuestion question) {
        if (question.purchasedOn() == null && question.installedOn() == null && question.producedOn() == null) {
            return "no purchase, installation or production date is known";
        }
        if (question.family() == null) {
            return "the product family is not known";
        }
        return question.country() == null ? "the country of the site is not known" : null;
    }

    private CoverageDecision covered(CoverageQuestion question, WarrantyPolicy policy, List<Considered> considered) {
        LocalDate start = question.date(policy.anchor());
        if (start.isAfter(question.asOf())) {
            return unknown(question, "the " + policy.anchor() + " date " + start + " is after the report of "
                    + question.asOf(), considered);
        }
        LocalDate lastDay = policy.lastDay(start);
        boolean in = !question.asOf().isAfter(lastDay);
        String reason = policy.termMonths() + " months from " + policy.anchor() + " on " + start
                + (in ? " cover until " : " ended on ") + lastDay + " (" + policy.clause() + ")";
        return new CoverageDecision(in ? CoverageOutcome.IN_WARRANTY : CoverageOutcome.OUT_OF_WARRANTY,
                reason, lastDay, policy.id(), version, question, List.copyOf(considered));
    }

    private CoverageDecision unknown(CoverageQuestion question, String reason, List<Considered> considered) {
        return new CoverageDecision(CoverageOutcome.UNKNOWN, reason, null, null, version, question,
                List.copyOf(considered));
    }
}
