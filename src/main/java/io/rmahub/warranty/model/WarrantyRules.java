package io.rmahub.warranty.model;

import io.rmahub.warranty.model.Cover.Limit;
import io.rmahub.warranty.model.WarrantyFact.RiskNoticed;
import io.rmahub.warranty.model.WarrantyFact.Voided;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.Optional;
import java.util.UUID;

/**
 * Every decision about a warranty, under one version of the policies. Pure: the same state, question and policies
 * give the same decision, so that it can be repeated. Dates are days at the site; the last day of a term is covered.
 */
public final class WarrantyRules {

    private final WarrantyPolicies policies;

    public WarrantyRules(WarrantyPolicies policies) {
        this.policies = policies;
    }

    /** Identifies the text of the policies. */
    public String version() {
        return policies.version();
    }

    /** Whether a part is covered on a day. */
    public CoverageDecision coverage(WarrantyState state, LocalDate on, Part part) {
        return new CoverageRule(policies).decide(state, on, part);
    }

    /** Whether the warranty bears a claim, and who pays. */
    public ClaimDecision claim(WarrantyState state, ClaimQuestion question) {
        return new ClaimRule(policies).decide(state, question);
    }

    /** Whether an extension can be bought on a day. */
    public ExtensionDecision extension(WarrantyState state, Tier tier, LocalDate on) {
        return new ExtensionRule(policies).decide(state, tier, on);
    }

    /** What a firmware release means for the warranty now, and what is to be recorded. */
    public CloudDecision cloudConnection(WarrantyState state, FirmwareRelease release, Instant now) {
        return new CloudRule(policies).decide(state, release, now);
    }

    /**
     * Whether the warranty may be voided on a ground that a person established.
     *
     * @param actor who established it
     * @param id    of the void, if it is one
     */
    public VoidDecision voiding(WarrantyState state, String ground, String actor, UUID id, Instant now) {
        return new VoidRule(policies).decide(state, ground, actor, id, now);
    }

    /** Whether an exception reverses a void. */
    public ReinstatementDecision reinstatement(WarrantyState state, UUID voidId, Approval approval, Instant now) {
        return new ReinstatementRule(policies).decide(state, voidId, approval, now);
    }

    /** What a unit inherits that is given in place of another on a day. */
    public ReplacementDecision replacement(WarrantyState replaced, LocalDate on) {
        return new ReplacementRule(policies).decide(replaced, on);
    }

    /** How the warranty stands. */
    public CoverageSummary summary(WarrantyState state) {
        PolicyChoice choice = policies.choose(state);
        Cover cover = choice.policy() == null ? null : new CoverCalculation(policies, choice.policy(), state).cover();
        Optional<Voided> oldest = state.standingVoids().stream().findFirst();
        LocalDate graceEnds = state.risks().values().stream()
                .filter(risk -> state.voids().stream().noneMatch(voided -> risk.releaseId().equals(voided.releaseId())))
                .map(RiskNoticed::graceEnds).min(Comparator.naturalOrder()).orElse(null);
        String unknown = choice.policy() == null ? choice.gap()
                : cover == null ? "none of the days that the term counts from is known and proven" : null;
        return new CoverageSummary(cover == null ? Tier.STANDARD : cover.tier(), cover == null ? null
                : cover.startsOn(),
                until(cover, Part.PARTS), until(cover, Part.LABOUR), until(cover, Part.CELLS),
                policies.legalGuaranteeUntil(state), oldest.map(Voided::at).orElse(null),
                oldest.map(Voided::reason).orElse(null), graceEnds,
                choice.policy() == null ? null : choice.policy().id(), policies.version(), unknown);
    }

    private static LocalDate until(Cover cover, Part part) {
        Limit end = cover == null ? null : cover.end(part);
        return end == null ? null : end.until();
    }
}
