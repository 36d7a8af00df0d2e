package io.rmahub.rma;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.github.f4b6a3.uuid.UuidCreator;
import io.rmahub.casefact.CaseFact;
import io.rmahub.engine.delivery.DomainEvent;
import io.rmahub.engine.mapping.Schemas;
import io.rmahub.rma.model.CaseMove;
import io.rmahub.rma.model.CaseStatus;
import io.rmahub.rma.model.Lifecycle;
import io.rmahub.rma.model.ResolutionType;
import io.rmahub.support.TestDatabase;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/** No sequence of commands and facts, in whatever order, takes a case anywhere that is not declared. */
class CaseWalkTest {

    private static final Instant START = Instant.parse("2026-03-02T08:00:00Z");
    private static final List<String> DIRECTIONS =
            List.of("INBOUND_FAULTY", "OUTBOUND_REPLACEMENT", "STANDBY_OUT", "STANDBY_BACK");
    private static final List<String> KINDS = List.of("shipment.pending", "shipment.in-transit", "shipment.delivered",
            "shipment.returned", "shipment.cancelled", "visit.scheduled", "visit.started", "visit.completed",
            "visit.failed", "approval.requested", "approval.approved", "approval.refused", "approval.withdrawn",
            "customer.answered", "customer.confirmed", "refund.paid", "standby.returned", "part.used", "odd.kind");
    private static final Lifecycle LIFECYCLE = Lifecycle.load(Path.of("config/rules/lifecycle.yaml"));
    private static final Schemas SCHEMAS = new Schemas(Path.of("mappings"), new ObjectMapper());

    private static TestDatabase database;
    private static CaseFactService facts;
    private static CaseService caseService;

    /** A command, or a fact with its direction and the minutes by which it is told late. */
    private record Act(CaseMove command, String fact, String direction, int late, ResolutionType resolution) {
    }

    @BeforeContainer
    static void open() {
        database = new TestDatabase();
        facts = TestCases.progress(database.jdbc);
        caseService = TestCases.caseService(database.jdbc);
    }

    @AfterContainer
    static void close() {
        database.close();
    }

    @Provide
    Arbitrary<List<Act>> acts() {
        Arbitrary<Act> commands = Arbitraries.of(CaseMove.values()).filter(move -> !LIFECYCLE.isFact(move))
                .map(move -> new Act(move, null, null, 0, null));
        Arbitrary<Act> facts = Arbitraries.of(KINDS).flatMap(kind -> Arbitraries.of(DIRECTIONS).flatMap(direction ->
                Arbitraries.integers().between(0, 500).map(late -> new Act(null, kind, direction, late, null))));
        Arbitrary<Act> resolutions = Arbitraries.of(ResolutionType.values())
                .map(type -> new Act(null, null, null, 0, type));
        return Arbitraries.frequencyOf(net.jqwik.api.Tuple.of(5, commands), net.jqwik.api.Tuple.of(5, facts),
                net.jqwik.api.Tuple.of(1, resolutions)).list().ofMinSize(5).ofMaxSize(40);
    }

    @Property(tries = 60)
    void everyStateIsDeclaredAndEveryStepHasAWay(@ForAll("acts") List<Act> acts) {
        UUID id = newCase();
        Instant now = START;
        List<DomainEvent> events = new ArrayList<>();
        for (Act act : acts) {
            now = now.plus(1, ChronoUnit.HOURS);
            CaseRow before = row(id);
            events.addAll(act(id, act, now));
            CaseRow after = row(id);
            assertThat(LIFECYCLE.states()).contains(after.status);
            if (act.fact() != null) {
                assertThat(LIFECYCLE.rank(after.status)).as("%s after %s", act, before.status)
                        .isGreaterThanOrEqualTo(act.fact().equals("approval.withdrawn")
                                ? 0 : LIFECYCLE.rank(before.status));
            }
            if (LIFECYCLE.isTerminal(before.status)) {
                assertThat(after.status).isEqualTo(before.status);
            }
            assertThat(after.closedAt != null).isEqualTo(after.status == CaseStatus.CLOSED);
            assertThat(after.version).isGreaterThanOrEqualTo(before.version);
        }
        timelineLeadsToTheState(id);
        events.forEach(event -> assertThat(SCHEMAS.validate(event.type(), event.payload()))
                .as(event.payload().toString()).isEmpty());
        Set<String> stages = events.stream().filter(event -> event.type().equals("rma.stage-reached.v1"))
                .map(event -> event.payload().at("/data/stage/name").asText()).collect(Collectors.toSet());
        assertThat(events.stream().filter(event -> event.type().equals("rma.stage-reached.v1")
                && event.payload().at("/data/stage/name").asText().equals("APPROVED")).count())
                .as("told once: %s", stages).isLessThanOrEqualTo(1);
    }

    private static void timelineLeadsToTheState(UUID id) {
        List<Map<String, Object>> steps = database.jdbc.queryForList("""
                select from_value, to_value, at from rma_event
                where case_id = ? and event = 'status_changed' order by id""", id);
        String state = "REPORTED";
        for (Map<String, Object> step : steps) {
            assertThat(step.get("from_value")).isEqualTo(state);
            state = (String) step.get("to_value");
        }
        assertThat(state).isEqualTo(row(id).status.name());
        assertThat(steps.stream().map(step -> ((java.sql.Timestamp) step.get("at")).toInstant()).toList()).isSorted();
    }

    private static List<DomainEvent> act(UUID id, Act act, Instant now) {
        return database.transaction.execute(status -> {
            if (act.fact() != null) {
                var detail = JsonNodeFactory.instance.objectNode().put("direction", act.direction());
                return facts.record(List.of(new CaseFact("o", id, act.fact(), null, detail, "walk",
                        UuidCreator.getTimeOrderedEpochPlus1(), now.minus(act.late(), ChronoUnit.MINUTES))), now);
            }
            LockedCase lockedCase = caseService.lock(List.of(id), now).get(id);
            if (act.resolution() != null) {
                lockedCase.row.resolutionType =
                        LIFECYCLE.rank(lockedCase.row.status) < LIFECYCLE.rank(CaseStatus.APPROVED)
                        ? act.resolution() : lockedCase.row.resolutionType;
            } else {
                new CaseMoves(LIFECYCLE).make(lockedCase, act.command(), null,
                        new ChangeContext("walk", UuidCreator.getTimeOrderedEpochPlus1(), now));
            }
            return caseService.finish(List.of(lockedCase));
        });
    }

    private static CaseRow row(UUID id) {
        return CaseService.read(database.jdbc.queryForObject("select to_jsonb(c) from rma_case c where id = ?",
                String.class, id));
    }

    private static UUID newCase() {
        UUID id = UuidCreator.getTimeOrderedEpochPlus1();
        database.jdbc.update("""
                insert into rma_case (id, org_id, number, external_ref, status, priority, case_type, reason_code,
                                      fault_description, team, visit_needed, opened_at, due_at, warranty_outcome,
                                      decision_id, message_id)
                values (?, 'o', 'RMA-2026-' || lpad((select count(*) from rma_case)::text, 5, '0'), ?, 'REPORTED',
                        'normal', 'warranty', 'defect', 'It hums', 'support', false, '2026-03-02T08:00:00Z',
                        '2026-03-05T08:00:00Z', 'UNKNOWN', ?, ?)""",
                id, id.toString(), id, id);
        return id;
    }
}
