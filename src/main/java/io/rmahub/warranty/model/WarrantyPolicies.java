package io.rmahub.warranty.model;

import io.rmahub.warranty.model.Explanation.Considered;
import io.rmahub.warranty.model.WarrantyFact.UnitDescribed;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * One version of the warranty policies: the rows in the order of the file, of which the first that fits a unit
 * decides, and what they refer to. {@link WarrantyRules} decides by them.
 *
 * <p>An earlier text, read again with {@link WarrantyPolicyFile#parse}, decides as it did then.
 */
public final class WarrantyPolicies {

    private final String version;
    private final List<WarrantyPolicy> policies;
    private final Regions regions;
    private final Families families;
    private final Function<String, Optional<ZoneId>> zones;
    private final List<LegalGuarantee> legalGuarantees;
    private final FaultRules faults;

    /** @param zones the usual zone of a country */
    WarrantyPolicies(String version, List<WarrantyPolicy> policies, Regions regions, Families families,
                     Function<String, Optional<ZoneId>> zones, List<LegalGuarantee> legalGuarantees,
                     FaultRules faults) {
        this.version = version;
        this.policies = List.copyOf(policies);
        this.regions = regions;
        this.families = families;
        this.zones = zones;
        this.legalGuarantees = List.copyOf(legalGuarantees);
        this.faults = faults;
    }

    /** Identifies the text of the policies: the same text is the same version. */
    public String version() {
        return version;
    }

    /** Every row, in the order of the file. */
    public List<WarrantyPolicy> policies() {
        return policies;
    }

    /** The family as the policies name it: catalogues have other names for some. */
    public String family(String catalogueName) {
        return families.named(catalogueName);
    }

    /** The zone of a unit's site: its own, else the usual one of its country; empty when neither is known. */
    public Optional<ZoneId> zone(UnitFacts unit) {
        return unit.zone() != null ? Optional.of(unit.zone()) : zones.apply(unit.country());
    }

    /** Whether the parts of a unit are covered on the day asked for, by the little that a report tells. */
    public CoverageDecision decide(CoverageQuestion question) {
        UnitFacts unit = new UnitFacts(null, question.family(), null, null, question.country(), null,
                question.producedOn(), question.purchasedOn(), null, question.installedOn(), null);
        WarrantyState state = WarrantyState.of(List.of(new UnitDescribed(
                question.asOf().atStartOfDay(ZoneOffset.UTC).toInstant(), "report", unit)));
        return new WarrantyRules(this).coverage(state, question.asOf(), Part.PARTS);
    }

    FaultRules faults() {
        return faults;
    }

    /** The row for a unit, with why each other is not. */
    PolicyChoice choose(WarrantyState state) {
        UnitFacts unit = state.unit();
        String gap = state.inheritance() == null ? gap(unit) : null;
        String family = families.named(unit.family());
        List<Considered> considered = new ArrayList<>();
        WarrantyPolicy fitting = null;
        for (WarrantyPolicy policy : policies) {
            String mismatch = gap != null ? gap : mismatch(policy, state, family);
            considered.add(new Considered(policy.id(), mismatch == null,
                    mismatch != null ? mismatch : "fits: " + policy.clause()));
            if (fitting == null && mismatch == null) {
                fitting = policy;
            }
        }
        return new PolicyChoice(fitting, fitting != null ? null : gap != null ? gap : "no policy fits", considered);
    }

    private String mismatch(WarrantyPolicy policy, WarrantyState state, String family) {
        if (state.inheritance() != null) {
            String inherited = state.inheritance().policyId();
            return policy.id().equals(inherited) ? null : "the replaced unit was covered by " + inherited;
        }
        return policy.mismatch(state.unit(), family, regions);
    }

    private static String gap(UnitFacts unit) {
        if (unit.soldOn() == null) {
            return "no purchase, installation or production date is known";
        }
        if (unit.family() == null) {
            return "the product family is not known";
        }
        return unit.country() == null ? "the country of the site is not known" : null;
    }

    /** The last day of the buyer's legal guarantee, or null when it cannot be told. */
    LocalDate legalGuaranteeUntil(WarrantyState state) {
        if (state.inheritance() != null) {
            return state.inheritance().legalUntil();
        }
        UnitFacts unit = state.unit();
        LocalDate delivered = unit.purchasedOn() != null ? unit.purchasedOn() : unit.installedOn();
        if (delivered == null || unit.country() == null) {
            return null;
        }
        return legalGuarantees.stream().filter(legal -> regions.contains(legal.region(), unit.country()))
                .findFirst().map(legal -> delivered.plusMonths(legal.months())).orElse(null);
    }
}
