package io.rmahub.rma.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.rmahub.rma.model.CaseFacts.Approval;
import io.rmahub.rma.model.MoveOutcome.MoveOption;
import io.rmahub.rma.model.MoveOutcome.Moved;
import io.rmahub.rma.model.MoveOutcome.Noted;
import io.rmahub.rma.model.MoveOutcome.Refused;
import io.rmahub.rma.model.MoveOutcome.Step;
import io.rmahub.rma.model.MoveOutcome.Timing;
import io.rmahub.rma.model.routing.Party;
import io.rmahub.rma.model.routing.RepairKind;
import io.rmahub.rma.model.sla.SlaEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.aggregator.ArgumentsAccessor;
import org.junit.jupiter.params.provider.CsvFileSource;

/** The shipped lifecycle, as tables of every move and every guard; and what must hold for any case. */
class LifecycleTest {

    private static final Lifecycle LIFECYCLE = Lifecycle.load(Path.of("config/rules/lifecycle.yaml"));
    private static final String ANY = "none REPAIR_ON_SITE REPLACE_UNIT REPLACE_PART REFUND REJECT";
    private static final Instant AT = Instant.parse("2026-03-02T08:00:00Z");

    /** Nothing forbids anything: approved by both, the unit with us, nothing awaited. */
    private static final CaseFacts FREE_WAY = new CaseFacts(null, RepairKind.FREE, Approval.GRANTED, Approval.GRANTED,
            false, true, false);

    @ParameterizedTest(name = "{0} ({1})")
    @CsvFileSource(resources = "/rules/lifecycle-moves.csv")
    void everyMoveFromEveryState(ArgumentsAccessor row) {
        if (row.getString(0).equals("move")) {
            assertThat(Arrays.stream(row.toArray()).skip(2).toList()).containsExactlyElementsOf(
                    Arrays.stream(CaseStatus.values()).map(Enum::name).toList());
            return;
        }
        CaseMove move = CaseMove.of(row.getString(0));
        String resolutions = row.getString(1).equals("any") ? ANY : row.getString(1);
        for (String resolution : resolutions.split(" ")) {
            CaseFacts facts = FREE_WAY.withResolution(resolution.equals("none")
                    ? null : ResolutionType.valueOf(resolution));
            for (CaseStatus status : CaseStatus.values()) {
                String expected = row.getString(2 + status.ordinal());
                assertThat(shown(LIFECYCLE.apply(CasePosition.at(status), move, facts)))
                        .as("%s in %s, resolution %s", move, status, resolution).isEqualTo(expected);
            }
        }
    }

    private static String shown(MoveOutcome outcome) {
        if (outcome instanceof Moved moved) {
            Step first = moved.steps().get(0);
            return first.from() == moved.position().status() ? "stays" : moved.position().status().name();
        }
        return outcome instanceof Noted noted ? noted.timing().name().toLowerCase(Locale.ROOT) : "-";
    }

    @Test
    void theTableHasEveryMove() throws IOException {
        List<String> named = Files.readAllLines(Path.of("src/test/resources/rules/lifecycle-moves.csv")).stream()
                .skip(1).map(line -> line.split(",")[0]).distinct().toList();
        assertThat(named).containsExactlyElementsOf(Arrays.stream(CaseMove.values()).map(CaseMove::wireName).toList());
    }

    @ParameterizedTest(name = "{0}")
    @CsvFileSource(resources = "/rules/lifecycle-guards.csv", numLinesToSkip = 1)
    void guard(String shown, String move, CaseStatus from, ResolutionType resolution, String repair,
               Approval moneyApproval, Approval exceptionApproval, String flags, String outcome, String why) {
        String set = flags == null ? "" : flags;
        CaseFacts facts = new CaseFacts(resolution, RepairKind.valueOf(repair.toUpperCase(Locale.ROOT)),
                moneyApproval, exceptionApproval, set.contains("stand-by out"), set.contains("unit with us"),
                set.contains("return awaited"));
        MoveOutcome result = LIFECYCLE.apply(CasePosition.at(from), CaseMove.of(move), facts);
        assertThat(shown(result)).as(result.reason()).isEqualTo(outcome);
        if (why != null) {
            assertThat(result.reason()).contains(why);
        }
    }

    @Test
    void aRefusalNamesWhatIsLegalAndWhatForbidsTheRest() {
        Refused refused = (Refused) LIFECYCLE.apply(CasePosition.at(CaseStatus.CONFIRMED), CaseMove.CLOSE,
                new CaseFacts(ResolutionType.REPLACE_UNIT, RepairKind.FREE, Approval.NOT_ASKED, Approval.NOT_ASKED,
                        true, false, true));
        assertThat(refused.reason()).isEqualTo("close is not possible in CONFIRMED: a stand-by unit is still with the "
                + "customer; the faulty unit was asked for and has not arrived");
        assertThat(refused.legal()).containsExactly(CaseMove.DIAGNOSE_AGAIN);
        assertThat(refused.options()).extracting(MoveOption::move)
                .containsExactly(CaseMove.DIAGNOSE_AGAIN, CaseMove.CLOSE);
    }

    @Test
    void aDeliveryThatOvertakesItsDispatchIsMadeUpFor() {
        CaseFacts facts = FREE_WAY.withResolution(ResolutionType.REPLACE_UNIT);
        Noted early = (Noted) LIFECYCLE.apply(CasePosition.at(CaseStatus.APPROVED), CaseMove.UNIT_DELIVERED, facts);
        assertThat(early.timing()).isEqualTo(Timing.EARLY);
        assertThat(early.position()).isEqualTo(new CasePosition(CaseStatus.APPROVED, List.of(CaseMove.UNIT_DELIVERED)));
        Moved moved = (Moved) LIFECYCLE.apply(early.position(), CaseMove.SHIP_OUT, facts);
        assertThat(moved.steps()).extracting(Step::to).containsExactly(CaseStatus.OUTBOUND, CaseStatus.DELIVERED);
        assertThat(moved.position()).isEqualTo(CasePosition.at(CaseStatus.DELIVERED));
        assertThat(moved.reason()).isEqualTo("ship_out, then unit_delivered: APPROVED to DELIVERED");
    }

    @Test
    void whatWasKeptIsGivenUpWhenSomebodyBeginsAnew() {
        CasePosition position = new CasePosition(CaseStatus.APPROVED, List.of(CaseMove.UNIT_DELIVERED));
        Moved moved = (Moved) LIFECYCLE.apply(position, CaseMove.DIAGNOSE_AGAIN, CaseFacts.NONE);
        assertThat(moved.position()).isEqualTo(CasePosition.at(CaseStatus.DIAGNOSING));
    }

    @Test
    void aCompletedVisitClosesTheCaseUnlessSomethingIsStillOut() {
        Moved closed = (Moved) LIFECYCLE.apply(CasePosition.at(CaseStatus.REPORTED), CaseMove.VISIT_COMPLETED,
                CaseFacts.NONE);
        assertThat(closed.steps()).containsExactly(
                new Step(CaseMove.VISIT_COMPLETED, CaseStatus.REPORTED, CaseStatus.CONFIRMED,
                        ResolutionType.REPAIR_ON_SITE),
                new Step(CaseMove.CLOSE, CaseStatus.CONFIRMED, CaseStatus.CLOSED, ResolutionType.REPAIR_ON_SITE));
        CaseFacts standbyOut = new CaseFacts(null, RepairKind.FREE, Approval.NOT_ASKED, Approval.NOT_ASKED, true, false,
                false);
        Moved open = (Moved) LIFECYCLE.apply(CasePosition.at(CaseStatus.REPORTED), CaseMove.VISIT_COMPLETED,
                standbyOut);
        assertThat(open.position().status()).isEqualTo(CaseStatus.CONFIRMED);
    }

    @Test
    void stepsMoveTheClocks() {
        assertThat(clockEvents(CaseStatus.DIAGNOSING, CaseStatus.WAITING_FOR_PARTNER))
                .containsExactly(new SlaEvent.Paused(AT, Party.PARTNER));
        assertThat(clockEvents(CaseStatus.WAITING_FOR_CUSTOMER, CaseStatus.WAITING_FOR_PARTNER))
                .containsExactly(new SlaEvent.Resumed(AT, Party.CUSTOMER), new SlaEvent.Paused(AT, Party.PARTNER));
        assertThat(clockEvents(CaseStatus.WAITING_FOR_OA, CaseStatus.REJECTED))
                .containsExactly(new SlaEvent.Resumed(AT, Party.OA), new SlaEvent.Resolved(AT));
        assertThat(clockEvents(CaseStatus.DELIVERED, CaseStatus.CONFIRMED)).isEmpty();
        assertThat(clockEvents(CaseStatus.CONFIRMED, CaseStatus.DIAGNOSING)).containsExactly(new SlaEvent.Reopened(AT));
    }

    private static List<SlaEvent> clockEvents(CaseStatus from, CaseStatus to) {
        return LIFECYCLE.clockEvents(new Step(CaseMove.DIAGNOSE, from, to, null), AT);
    }

    /** Any moves in any order, with anything being true of the case. */
    @Property(tries = 2000)
    void noSequenceLeadsAstray(@ForAll("moves") List<Try> tries) {
        CasePosition position = CasePosition.at(LIFECYCLE.initial());
        for (Try next : tries) {
            MoveOutcome outcome = LIFECYCLE.apply(position, next.move(), next.facts());
            CasePosition after = outcome instanceof Moved moved ? moved.position()
                    : outcome instanceof Noted noted ? noted.position() : position;
            assertThat(LIFECYCLE.states()).contains(after.status());
            assertThat(outcome.reason()).isNotBlank();
            if (LIFECYCLE.isFact(next.move())) {
                assertThat(outcome).isNotInstanceOf(Refused.class);
                assertThat(LIFECYCLE.rank(after.status())).isGreaterThanOrEqualTo(LIFECYCLE.rank(position.status()));
            }
            if (LIFECYCLE.isTerminal(position.status())) {
                assertThat(after).isEqualTo(position);
            }
            if (outcome instanceof Moved moved) {
                chained(position, moved);
            } else {
                assertThat(after.status()).isEqualTo(position.status());
            }
            if (outcome instanceof Refused refused) {
                CasePosition here = position;
                refused.legal().forEach(move -> assertThat(LIFECYCLE.apply(here, move, next.facts()))
                        .isInstanceOf(Moved.class));
            }
            assertThat(after.early()).doesNotHaveDuplicates();
            position = after;
        }
    }

    private static void chained(CasePosition from, Moved moved) {
        CaseStatus status = from.status();
        for (Step step : moved.steps()) {
            assertThat(step.from()).isEqualTo(status);
            status = step.to();
        }
        assertThat(moved.position().status()).isEqualTo(status);
    }

    record Try(CaseMove move, CaseFacts facts) {
    }

    @Provide
    Arbitrary<List<Try>> moves() {
        Arbitrary<CaseFacts> facts = Combinators.combine(
                Arbitraries.of(ResolutionType.class).injectNull(0.1), Arbitraries.of(RepairKind.class),
                Arbitraries.of(Approval.class), Arbitraries.of(Approval.class), Arbitraries.of(true, false, false),
                Arbitraries.of(true, false), Arbitraries.of(true, false, false)).as(CaseFacts::new);
        return Combinators.combine(Arbitraries.of(CaseMove.class), facts).as(Try::new).list().ofMaxSize(60);
    }
}
