package io.rmahub.warranty.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.rmahub.warranty.model.CloudDecision.Outcome;
import io.rmahub.warranty.model.WarrantyFact.Extended;
import io.rmahub.warranty.model.WarrantyFact.Observed;
import io.rmahub.warranty.model.WarrantyFact.Reinstated;
import io.rmahub.warranty.model.WarrantyFact.Repaired;
import io.rmahub.warranty.model.WarrantyFact.RiskNoticed;
import io.rmahub.warranty.model.WarrantyFact.RiskWithdrawn;
import io.rmahub.warranty.model.WarrantyFact.UnitDescribed;
import io.rmahub.warranty.model.WarrantyFact.Voided;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.statistics.Statistics;
import net.jqwik.api.statistics.StatisticsReport;

/** What holds for any unit, whatever happens to it, under the delivered policies. */
class WarrantyPropertiesTest {

    private static final LocalDate EARLIEST = LocalDate.of(2008, 1, 1);
    private static final List<UUID> VOIDS = List.of(new UUID(0, 1), new UUID(0, 2), new UUID(0, 3));
    private static final FirmwareRelease RELEASE = new FirmwareRelease("fw", "battery", "2.10",
            Instant.parse("2020-01-10T12:00:00Z"), Instant.parse("2020-03-01T12:00:00Z"));

    private final WarrantyRules rules =
            new WarrantyRules(WarrantyPolicyFile.load(Path.of("config/rules/warranty-policies.yaml")));

    @Property
    void coverNeverEndsBeforeItBegins(@ForAll("histories") List<WarrantyFact> facts, @ForAll Part part,
                                      @ForAll("days") LocalDate on) {
        CoverageDecision decision = rules.coverage(WarrantyState.of(facts), on, part);
        if (decision.expiresOn() != null) {
            assertThat(decision.expiresOn()).isAfterOrEqualTo(decision.startsOn());
        }
    }

    @Property
    void moreThroughputNeverProlongs(@ForAll("histories") List<WarrantyFact> facts, @ForAll("days") LocalDate on,
                                     @ForAll("readings") Observed another) {
        LocalDate before = rules.summary(WarrantyState.of(facts)).cellsUntil();
        Reading reading = another.reading();
        Observed delivered = new Observed("device cloud",
                new Reading(reading.measuredAt(), null, reading.throughputKwh(), null, null, null));
        LocalDate after = rules.summary(WarrantyState.of(with(facts, delivered))).cellsUntil();
        assertThat(after == null).isEqualTo(before == null);
        if (before != null) {
            assertThat(after).isBeforeOrEqualTo(before);
        }
    }

    @Property
    void aHigherReadingNeverProlongs(@ForAll("histories") List<WarrantyFact> facts) {
        List<WarrantyFact> higher = facts.stream().map(WarrantyPropertiesTest::doubled).toList();
        LocalDate before = rules.summary(WarrantyState.of(facts)).cellsUntil();
        LocalDate after = rules.summary(WarrantyState.of(higher)).cellsUntil();
        if (before != null) {
            assertThat(after).isBeforeOrEqualTo(before);
        }
    }

    @Property
    void noReadingReversesAVoid(@ForAll("histories") List<WarrantyFact> facts,
                                @ForAll("manyReadings") List<Observed> later) {
        WarrantyState before = WarrantyState.of(facts);
        List<WarrantyFact> more = new ArrayList<>(facts);
        more.addAll(later);
        WarrantyState after = WarrantyState.of(more);
        assertThat(after.standingVoids()).isEqualTo(before.standingVoids());
        for (Voided voided : before.standingVoids()) {
            LocalDate next = LocalDate.ofInstant(voided.at(), ZoneOffset.UTC).plusDays(2);
            if (voided.consequence() != Consequence.SHORTEN_TERM
                    && rules.coverage(before, next, Part.CELLS).outcome() == CoverageOutcome.OUT_OF_WARRANTY) {
                assertThat(rules.coverage(after, next, Part.CELLS).outcome())
                        .isEqualTo(CoverageOutcome.OUT_OF_WARRANTY);
            }
        }
        assertThat(rules.cloudConnection(after, RELEASE, Instant.parse("2034-01-01T00:00:00Z"))
                .toRecord() instanceof Reinstated)
                .isFalse();
    }

    @Property
    void anApprovedExceptionReversesAVoidAndErasesNothing(@ForAll("histories") List<WarrantyFact> facts) {
        WarrantyState state = WarrantyState.of(facts);
        for (Voided voided : state.standingVoids()) {
            ReinstatementDecision decision = rules.reinstatement(
                    state, voided.id(), new Approval("LR-1", true, "landray"), voided.at());
            WarrantyState after = WarrantyState.of(with(facts, decision.toRecord()));
            assertThat(after.standingVoids()).doesNotContain(voided);
            assertThat(after.voids()).isEqualTo(state.voids());
        }
    }

    @Property
    void theSameFactsInAnyOrderGiveTheSameRecord(@ForAll("histories") List<WarrantyFact> facts, @ForAll Random random) {
        List<WarrantyFact> shuffled = new ArrayList<>(facts);
        shuffled.addAll(facts.subList(0, facts.size() / 2));
        Collections.shuffle(shuffled, random);
        assertThat(WarrantyState.of(shuffled)).isEqualTo(WarrantyState.of(facts));
        assertThat(rules.summary(WarrantyState.of(shuffled))).isEqualTo(rules.summary(WarrantyState.of(facts)));
    }

    @Property
    void aVoidNeverTouchesTheLegalGuaranteeAndAMissedFirmwareOnlyTheCells(
            @ForAll("histories") List<WarrantyFact> facts) {
        CoverageSummary before = rules.summary(WarrantyState.of(facts));
        Voided missed = new Voided(Instant.parse("2021-01-01T00:00:00Z"), "rules", new UUID(0, 9),
                Consequence.VOID_CELLS, null, CloudRule.GROUND, "other", "offline", "§5.5.19");
        CoverageSummary after = rules.summary(WarrantyState.of(with(facts, missed)));
        assertThat(after.legalGuaranteeUntil()).isEqualTo(before.legalGuaranteeUntil());
        assertThat(after.partsUntil()).isEqualTo(before.partsUntil());
        assertThat(after.labourUntil()).isEqualTo(before.labourUntil());
    }

    @Property
    @StatisticsReport(onFailureOnly = true)
    void nothingIsVoidWithoutNoticeAndGraceAndWhatIsRecordedIsRecordedOnce(
            @ForAll("batteries") List<WarrantyFact> facts, @ForAll("nearTheDeadline") Instant now) {
        WarrantyState state = WarrantyState.of(facts);
        CloudDecision decision = rules.cloudConnection(state, RELEASE, now);
        Statistics.collect(decision.outcome());
        Statistics.coverage(seen -> List.of(Outcome.WAITING, Outcome.AT_RISK, Outcome.IN_GRACE, Outcome.VOIDED,
                Outcome.RISK_WITHDRAWN, Outcome.WAS_ONLINE).forEach(outcome -> seen.check(outcome).count(n -> n > 0)));
        if (decision.outcome() == Outcome.VOIDED) {
            RiskNoticed risk = state.risks().get(RELEASE.id());
            assertThat(now).isAfter(risk.graceEnds().atStartOfDay(ZoneOffset.UTC).toInstant());
        }
        if (decision.toRecord() != null) {
            WarrantyState recorded = WarrantyState.of(with(facts, decision.toRecord()));
            assertThat(rules.cloudConnection(recorded, RELEASE, now).toRecord()).isNull();
        }
    }

    @Property
    void anAnswerHasAPolicyAndAnUnknownIsNotGuessed(@ForAll("histories") List<WarrantyFact> facts, @ForAll Part part,
                                                    @ForAll("days") LocalDate on) {
        WarrantyState state = WarrantyState.of(facts);
        CoverageDecision decision = rules.coverage(state, on, part);
        assertThat(decision.reason()).isNotBlank();
        if (decision.outcome() != CoverageOutcome.UNKNOWN) {
            assertThat(decision.policyId()).isNotNull();
            assertThat(decision.why().considered().stream().filter(Explanation.Considered::matched).findFirst())
                    .hasValueSatisfying(row -> assertThat(row.policyId()).isEqualTo(decision.policyId()));
        }
        if (state.unit().country() == null || state.unit().family() == null || state.unit().soldOn() == null) {
            assertThat(decision.outcome()).isEqualTo(CoverageOutcome.UNKNOWN);
        }
    }

    @Property
    void anExtensionCanBeBoughtOnEveryDayUntilItsLast(@ForAll("histories") List<WarrantyFact> facts,
                                                      @ForAll("days") LocalDate on) {
        ExtensionDecision decision = rules.extension(WarrantyState.of(facts), Tier.EXTENDED_10Y, on);
        if (decision.outcome() == ExtensionDecision.Outcome.ALLOWED) {
            WarrantyState state = WarrantyState.of(facts);
            LocalDate last = decision.windowEndsOn();
            assertThat(last).isAfterOrEqualTo(on);
            assertThat(rules.extension(state, Tier.EXTENDED_10Y, last).result()).isEqualTo("ALLOWED");
            assertThat(rules.extension(state, Tier.EXTENDED_10Y, last.plusDays(1)).result()).isEqualTo("REFUSED");
        }
    }

    private static List<WarrantyFact> with(List<WarrantyFact> facts, WarrantyFact another) {
        List<WarrantyFact> more = new ArrayList<>(facts);
        more.add(another);
        return more;
    }

    private static WarrantyFact doubled(WarrantyFact fact) {
        if (!(fact instanceof Observed observed) || observed.reading().throughputKwh() == null) {
            return fact;
        }
        Reading reading = observed.reading();
        return new Observed(observed.source(), new Reading(reading.measuredAt(), reading.sohPercent(),
                reading.throughputKwh().multiply(BigDecimal.valueOf(2)), reading.cycles(), reading.cellFirmware(),
                reading.online()));
    }

    @Provide
    Arbitrary<LocalDate> days() {
        return Arbitraries.integers().between(0, 365 * 30).map(EARLIEST::plusDays);
    }

    @Provide
    Arbitrary<Instant> moments() {
        return Arbitraries.integers().between(0, 24 * 365 * 25)
                .map(hours -> EARLIEST.atStartOfDay(ZoneOffset.UTC).toInstant().plus(hours, ChronoUnit.HOURS));
    }

    @Provide
    Arbitrary<List<WarrantyFact>> histories() {
        Arbitrary<WarrantyFact> any = Arbitraries.oneOf(Arrays.asList(
                units().map(WarrantyFact.class::cast), readings().map(WarrantyFact.class::cast), extensions(),
                repairs(), firmware(), voids(), reinstatements()));
        return Combinators.combine(units(), any.list().ofMaxSize(12)).as((unit, more) -> with(more, unit))
                .withoutEdgeCases();
    }

    /** A battery that the release is for, with readings and notices around its deadline. */
    @Provide
    Arbitrary<List<WarrantyFact>> batteries() {
        UnitFacts battery = new UnitFacts("SN", "battery", null, BigDecimal.TEN, "DE", null, null, null, null,
                LocalDate.parse("2019-05-01"), null);
        WarrantyFact described = new UnitDescribed(Instant.EPOCH, "registration", battery);
        Arbitrary<WarrantyFact> seen = Combinators.combine(nearTheDeadline(),
                Arbitraries.of("2.9", "2.10").injectNull(0.8), Arbitraries.of(true, false, false, false))
                .as((at, firmware, online) ->
                new Observed("device cloud", new Reading(at, null, null, null, firmware, online)));
        return Arbitraries.oneOf(Arrays.asList(seen, firmware())).list().ofMaxSize(3)
                .map(more -> with(more, described)).withoutEdgeCases();
    }

    @Provide
    Arbitrary<Instant> nearTheDeadline() {
        return Arbitraries.integers().between(-60, 120).map(days -> RELEASE.deadline().plus(days, ChronoUnit.DAYS));
    }

    @Provide
    Arbitrary<Observed> readings() {
        Arbitrary<BigDecimal> soh = Arbitraries.bigDecimals().between(BigDecimal.ZERO, BigDecimal.valueOf(101))
                .ofScale(1);
        Arbitrary<BigDecimal> kwh = Arbitraries.integers().between(0, 60_000).map(BigDecimal::valueOf);
        Arbitrary<BigDecimal> cycles = Arbitraries.integers().between(0, 9_000).map(BigDecimal::valueOf);
        return Combinators.combine(moments(), soh.injectNull(0.5), kwh.injectNull(0.3), cycles.injectNull(0.5),
                Arbitraries.of("2.9", "2.10", "V2.11", "?").injectNull(0.6),
                Arbitraries.of(true, false).injectNull(0.3))
                .as(Reading::new).map(reading -> new Observed("device cloud", reading));
    }

    @Provide
    Arbitrary<List<Observed>> manyReadings() {
        return readings().list().ofMinSize(1).ofMaxSize(5);
    }

    private Arbitrary<UnitDescribed> units() {
        Arbitrary<LocalDate> day = Arbitraries.integers().between(0, 365 * 18).map(EARLIEST::plusDays).injectNull(0.3);
        Arbitrary<UnitFacts> facts = Combinators.combine(
                Arbitraries.of("battery", "grid-tied-inverter", "hybrid-inverter", "accessory", "charger")
                        .injectNull(0.05),
                Arbitraries.of("10", "49.9", "50").map(BigDecimal::new).injectNull(0.2),
                Arbitraries.of("DE", "PL", "GB", "IE", "CH", "FR", "PT", "AU").injectNull(0.05),
                day, day, day, Arbitraries.of(true, false).injectNull(0.3))
                .as((family, size, country, made, bought, installed, proven) -> new UnitFacts("SN", family, size, size,
                        country, null, made, bought, proven, installed, null));
        return Combinators.combine(moments(), Arbitraries.of("registration", "correction"), facts)
                .as(UnitDescribed::new);
    }

    private Arbitrary<WarrantyFact> extensions() {
        return Combinators.combine(moments(), Arbitraries.of(Tier.EXTENDED_5Y, Tier.EXTENDED_10Y, Tier.GOODWILL))
                .as((at, tier) -> new Extended(at, "purchase", tier, tier == Tier.GOODWILL ? 24 : null, "LR-2"));
    }

    private Arbitrary<WarrantyFact> repairs() {
        return Combinators.combine(days(), Arbitraries.integers().between(0, 60))
                .as((from, days) -> new Repaired(from.atStartOfDay(ZoneOffset.UTC).toInstant(), "service", from,
                        from.plusDays(days)));
    }

    private Arbitrary<WarrantyFact> firmware() {
        Arbitrary<Instant> afterDeadline = Arbitraries.integers().between(1, 60)
                .map(day -> RELEASE.deadline().plus(day, ChronoUnit.DAYS));
        return Combinators.combine(afterDeadline, Arbitraries.of(true, true, true, false)).as((at, risk) -> risk
                ? new RiskNoticed(at, "rules", RELEASE.id(), LocalDate.ofInstant(at, ZoneOffset.UTC).plusDays(30))
                : new RiskWithdrawn(at, "rules", RELEASE.id(), "online"));
    }

    private Arbitrary<WarrantyFact> voids() {
        return Combinators.combine(moments(), Arbitraries.of(VOIDS), Arbitraries.of(Consequence.class))
                .as((at, id, what) ->
                new Voided(at, "clerk", id, what, what == Consequence.SHORTEN_TERM ? 48 : null, "tampering", null,
                        "tampering", "terms"));
    }

    private Arbitrary<WarrantyFact> reinstatements() {
        return Combinators.combine(moments(), Arbitraries.of(VOIDS))
                .as((at, id) -> new Reinstated(at, "landray", id, "LR-3"));
    }
}
