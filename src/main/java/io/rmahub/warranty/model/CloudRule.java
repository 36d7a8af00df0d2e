package io.rmahub.warranty.model;

import io.rmahub.warranty.model.CellWarranty.CloudCondition;
import io.rmahub.warranty.model.CloudDecision.Outcome;
import io.rmahub.warranty.model.WarrantyFact.Observed;
import io.rmahub.warranty.model.WarrantyFact.RiskNoticed;
import io.rmahub.warranty.model.WarrantyFact.RiskWithdrawn;
import io.rmahub.warranty.model.WarrantyFact.Voided;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;

/**
 * The cloud connection as a condition of the cell warranty (PowerMagic V2 §5.5.19), in two steps: when the deadline
 * of a firmware has passed, a unit that has missed it <em>and</em> was offline ever since the release is at risk and
 * its owner is told; when the grace has ended and both still hold, the consequence of the policy follows. A
 * reading that shows the firmware or shows the unit online, measured since the release and before the grace ended,
 * however late it arrives, withdraws the risk; once the consequence has followed, only an approved exception reverses
 * it.
 */
final class CloudRule {

    static final String GROUND = "missed-firmware";
    private static final String SOURCE = "warranty rules";

    private final WarrantyPolicies policies;

    CloudRule(WarrantyPolicies policies) {
        this.policies = policies;
    }

    CloudDecision decide(WarrantyState state, FirmwareRelease release, Instant now) {
        PolicyChoice choice = policies.choose(state);
        Unit unit = new Unit(state, release, now, choice, new ExplanationBuilder(policies, choice, state));
        Optional<Voided> before = state.voids().stream()
                .filter(voided -> release.id().equals(voided.releaseId())).findFirst();
        if (before.isPresent()) {
            return unit.afterVoid(before.get());
        }
        if (choice.policy() == null) {
            return unit.nothing(Outcome.UNKNOWN, choice.gap());
        }
        if (!policies.family(release.family()).equals(policies.family(state.unit().family()))) {
            return unit.nothing(Outcome.NOT_CONCERNED, "the release is for " + release.family());
        }
        if (choice.policy().cells() == null || choice.policy().cells().cloud() == null) {
            return unit.nothing(Outcome.NOT_CONCERNED, "the terms do not require a cloud connection");
        }
        CoverageDecision cells = new CoverageRule(policies).decide(
                state, LocalDate.ofInstant(release.deadline(), unit.zone), Part.CELLS);
        if (cells.outcome() != CoverageOutcome.IN_WARRANTY) {
            return unit.nothing(cells.outcome() == CoverageOutcome.UNKNOWN ? Outcome.UNKNOWN : Outcome.NOT_CONCERNED,
                    "the cells were not covered at the deadline: " + cells.reason());
        }
        return unit.step(choice.policy().cells().cloud());
    }

    /** A unit, while its standing towards the release is decided. */
    private final class Unit {

        private final WarrantyState state;
        private final FirmwareRelease release;
        private final Instant now;
        private final PolicyChoice choice;
        private final ExplanationBuilder explanation;
        private final ZoneId zone;

        Unit(WarrantyState state, FirmwareRelease release, Instant now, PolicyChoice choice,
                ExplanationBuilder explanation) {
            this.state = state;
            this.release = release;
            this.now = now;
            this.choice = choice;
            this.explanation = explanation;
            this.zone = policies.zone(state.unit()).orElse(ZoneOffset.UTC);
            explanation.input("release", release.id() + ": " + release.version() + " from " + release.releasedAt()
                    + " until " + release.deadline(), "firmware release");
            explanation.input("now", now.toString(), "clock");
        }

        CloudDecision step(CloudCondition condition) {
            Reading updated = shown(reading -> release.isIn(reading.cellFirmware()));
            Reading online = shown(reading -> reading.showsOnline()
                    && !reading.measuredAt().isBefore(release.releasedAt()));
            explanation.check("has the firmware", updated != null, updated == null
                    ? "no reading shows " + release.version() + " or later"
                    : updated.cellFirmware() + " measured at " + updated.measuredAt(), condition.clause());
            explanation.check("was online", online != null, online == null
                    ? "no reading shows the unit online since " + release.releasedAt()
                    : "online at " + online.measuredAt(), condition.clause());
            if (updated != null || online != null) {
                return complied(updated, online);
            }
            if (state.withdrawn().contains(release.id())) {
                return nothing(Outcome.RISK_WITHDRAWN, "the risk for this release was withdrawn");
            }
            if (!now.isAfter(release.deadline())) {
                return nothing(Outcome.WAITING, "the deadline is " + release.deadline());
            }
            RiskNoticed risk = state.risks().get(release.id());
            return risk == null ? atRisk(condition) : afterNotice(condition, risk);
        }

        private CloudDecision complied(Reading updated, Reading online) {
            String reason = updated != null
                    ? updated.cellFirmware() + " was running at " + updated.measuredAt()
                    : "the unit was online at " + online.measuredAt()
                    + ", so it is not its owner's doing that it missed "
                            + release.version();
            if (state.risks().containsKey(release.id())) {
                return record(Outcome.RISK_WITHDRAWN, reason, new RiskWithdrawn(now, SOURCE, release.id(), reason));
            }
            return nothing(updated != null ? Outcome.COMPLIED : Outcome.WAS_ONLINE, reason);
        }

        private CloudDecision atRisk(CloudCondition condition) {
            LocalDate graceEnds = LocalDate.ofInstant(now, zone).plusDays(condition.graceDays());
            return record(Outcome.AT_RISK, "offline since the release of " + release.version()
                    + " and without it at the"
                    + " deadline; the unit can still comply until " + graceEnds + " (" + condition.clause() + ")",
                    new RiskNoticed(now, SOURCE, release.id(), graceEnds));
        }

        private CloudDecision afterNotice(CloudCondition condition, RiskNoticed risk) {
            if (!LocalDate.ofInstant(now, zone).isAfter(risk.graceEnds())) {
                return nothing(Outcome.IN_GRACE, "the unit can still comply until " + risk.graceEnds());
            }
            String reason = "offline since the release of " + release.version() + " and without it, also when the grace"
                    + " ended on " + risk.graceEnds();
            return record(Outcome.VOIDED, reason + " (" + condition.clause() + ")", new Voided(now, SOURCE, voidId(),
                    condition.consequence(), condition.shortenedTo(), GROUND, release.id(), reason,
                            condition.clause()));
        }

        /** The same unit and release give the same id, so that deciding twice cannot void twice. */
        private UUID voidId() {
            String name = state.unit().serialNumber() + "\u001f" + release.id();
            return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
        }

        CloudDecision afterVoid(Voided voided) {
            return state.reversals().containsKey(voided.id().toString())
                    ? nothing(Outcome.REINSTATED, "the void of " + voided.at()
                    + " was reversed by an approved exception")
                    : nothing(Outcome.VOID_STANDS, "voided at " + voided.at()
                            + "; only an approved exception reverses it");
        }

        private Reading shown(Predicate<Reading> what) {
            return state.observed().stream().map(Observed::reading)
                    .filter(this::inTime).filter(what).findFirst().orElse(null);
        }

        /** Measured before the grace ended: whether the hub decides on that night or a week later is no matter. */
        private boolean inTime(Reading reading) {
            RiskNoticed risk = state.risks().get(release.id());
            return !reading.measuredAt().isAfter(now) && (risk == null
                    || !LocalDate.ofInstant(reading.measuredAt(), zone).isAfter(risk.graceEnds()));
        }

        CloudDecision nothing(Outcome outcome, String reason) {
            return record(outcome, reason, null);
        }

        private CloudDecision record(Outcome outcome, String reason, WarrantyFact toRecord) {
            boolean required = choice.policy() != null && choice.policy().cells() != null
                    && choice.policy().cells().cloud() != null;
            return new CloudDecision(outcome, reason, release.id(), toRecord,
                    required ? explanation.build(choice.policy().cells().cloud().clause()) : explanation.build());
        }
    }
}
