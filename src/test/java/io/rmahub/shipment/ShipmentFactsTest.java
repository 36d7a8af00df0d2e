package io.rmahub.shipment;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.f4b6a3.uuid.UuidCreator;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.rmahub.engine.delivery.DomainEvent;
import io.rmahub.engine.ledger.MessageState;
import io.rmahub.engine.mapping.Schemas;
import io.rmahub.engine.processing.CanonicalMessage;
import io.rmahub.engine.processing.FactDecision;
import io.rmahub.engine.processing.Interpretation;
import io.rmahub.rma.TestCases;
import io.rmahub.shipment.api.ShipmentReadModel;
import io.rmahub.shipment.model.Direction;
import io.rmahub.shipment.model.ShipOrder;
import io.rmahub.shipment.model.TrackingNumber;
import io.rmahub.support.TestDatabase;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What carriers tell, and what the hub keeps of it, on a real PostgreSQL. */
class ShipmentFactsTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Instant NOW = Instant.parse("2026-03-10T12:00:00Z");
    private static final Schemas SCHEMAS = new Schemas(Path.of("mappings"), JSON);

    private static final SimpleMeterRegistry METERS = new SimpleMeterRegistry();

    private static TestDatabase database;
    private static ShipmentStore store;
    private static Tracking tracking;
    private static ShipmentFacts facts;
    private static ShipmentReadModel readModel;

    @BeforeAll
    static void open() {
        database = new TestDatabase();
        store = new ShipmentStore(database.jdbc);
        tracking = new Tracking(store, new UnmatchedTrackingStore(database.jdbc, JSON));
        facts = new ShipmentFacts(tracking, TestCases.progress(database.jdbc), METERS);
        readModel = new ShipmentReadModel(database.jdbc);
    }

    @AfterAll
    static void close() {
        database.close();
    }

    @BeforeEach
    void empty() {
        List.of("rma_shipment", "shipment_number", "tracking_event", "parked_tracking", "parked_number", "rma_event")
                .forEach(table -> database.jdbc.update("delete from " + table));
    }

    @Test
    void theSameEventCountsOnceHoweverItComes() {
        UUID caseId = shipped("demo", "dhl", "JD 0001-2");

        FactDecision pushed = report("dhl",
                shipment("dhl", "JD00012", event("PICKED_UP", "2026-03-02T09:00:00+01:00", "a")));
        FactDecision polled = report("dhl", shipment("dhl", "jd00012",
                event("PICKED_UP", "2026-03-02T08:00:00.250Z", "other"),
                event("IN_TRANSIT", "2026-03-02T20:00:00+01:00", "b")));
        FactDecision again = report("17track",
                shipment("dhl-germany", "JD00012", event("IN_TRANSIT", "2026-03-02T20:00:00+01:00", "InTransit")));

        assertThat(pushed.reason()).isEqualTo("tracking events: 1 new");
        assertThat(polled.reason()).isEqualTo("tracking events: 1 new, 1 known");
        assertThat(again.state()).isEqualTo(MessageState.IGNORED);
        assertThat(again.reason()).isEqualTo("tells nothing new, 1 known");
        assertThat(readModel.ofCase("demo", caseId)).singleElement().satisfies(shipment -> {
            assertThat(shipment.state()).isEqualTo("IN_TRANSIT");
            assertThat(shipment.events()).extracting(event -> event.status() + " " + event.at())
                    .containsExactly("PICKED_UP 2026-03-02T09:00:00+01:00", "IN_TRANSIT 2026-03-02T20:00:00+01:00");
            assertThat(shipment.shippedAt()).isEqualTo("2026-03-02T08:00:00Z");
        });
        assertThat(timeline(caseId)).containsExactly("shipment.picked-up", "shipment.in-transit");
    }

    @Test
    void theMessageIsFoundByEveryNumberInIt() {
        FactDecision decision = report("dhl",
                with(shipment("dhl", "JD 0001-2", event("PICKED_UP", "2026-03-02T09:00:00Z", "a")), "REF-1", "X 9"));

        assertThat(decision.state()).isEqualTo(MessageState.PROCESSED);
        assertThat(decision.reason()).isEqualTo("tracking events: 1 parked until the parcel is known");
        assertThat(decision.keys()).extracting(key -> key.kind() + " " + key.value())
                .containsExactlyInAnyOrder("tracking jd 0001-2", "tracking jd00012", "tracking ref-1", "tracking ref1",
                        "tracking x 9", "tracking x9");
    }

    @Test
    void whatIsToldTooEarlyWaitsForItsParcel() {
        report("dhl", shipment("dhl", "JD7", event("PICKED_UP", "2026-03-02T09:00:00Z", "a")));
        report("dhl", shipment("dhl", "JD7", event("DELIVERED", "2026-03-03T09:00:00Z", "b")));
        FactDecision repeated = report("dhl", shipment("dhl", "JD7", event("DELIVERED", "2026-03-03T09:00:00Z", "b")));
        report("dhl", shipment("dhl", "JD8", event("PICKED_UP", "2026-03-02T09:00:00Z", "a")));

        UUID caseId = shipped("demo", "dhl", "jd-7");

        assertThat(repeated.state()).isEqualTo(MessageState.IGNORED);
        assertThat(readModel.ofCase("demo", caseId)).singleElement().satisfies(shipment -> {
            assertThat(shipment.state()).isEqualTo("DELIVERED");
            assertThat(shipment.deliveredAt()).isEqualTo("2026-03-03T09:00:00Z");
            assertThat(shipment.events()).hasSize(2);
        });
        assertThat(count("parked_tracking")).isEqualTo(1);
        assertThat(count("parked_number")).isEqualTo(1);
    }

    @Test
    void aCarriersOwnIdJoinsWhatItWasToldUnder() {
        report("inpost", reference("REF-5", event("PICKED_UP", "2026-03-02T09:00:00Z", "a")));
        UUID caseId = shipped("demo", "inpost", "6201");
        report("inpost", reference("REF-5", event("IN_TRANSIT", "2026-03-02T10:00:00Z", "b")));
        assertThat(readModel.ofCase("demo", caseId).get(0).events()).isEmpty();

        report("inpost",
                with(shipment("inpost", "6201", event("OUT_FOR_DELIVERY", "2026-03-02T11:00:00Z", "c")), "REF-5"));
        report("inpost", reference("REF-5", event("DELIVERED", "2026-03-02T12:00:00Z", "d")));

        assertThat(readModel.ofCase("demo", caseId).get(0).events()).extracting("code")
                .containsExactly("a", "b", "c", "d");
        assertThat(readModel.ofCase("demo", caseId).get(0).numbers()).containsExactly("6201", "REF5");
        assertThat(count("parked_tracking")).isZero();
    }

    @Test
    void parcelsOfOneConsignmentAreNotOneParcel() {
        UUID first = shipped("demo", "ups", "T1");
        report("ups", with(shipment("ups", "T1", event("PICKED_UP", "2026-03-02T09:00:00Z", "a")), "MASTER"));
        report("ups", with(shipment("ups", "T2", event("DELIVERED", "2026-03-03T09:00:00Z", "b")), "MASTER"));

        assertThat(readModel.ofCase("demo", first).get(0).state()).isEqualTo("PICKED_UP");
        UUID second = shipped("demo", "ups", "T2");
        assertThat(readModel.ofCase("demo", second).get(0).state()).isEqualTo("DELIVERED");
        assertThat(readModel.ofCase("demo", first).get(0).state()).isEqualTo("PICKED_UP");
    }

    @Test
    void oneParcelMayHoldThingsOfTwoCases() {
        UUID first = shipped("demo", "dhl", "JD9");
        report("dhl", shipment("dhl", "JD9", event("PICKED_UP", "2026-03-02T09:00:00Z", "a")));
        UUID second = shipped("demo", "dhl", "JD9");
        report("dhl", shipment("dhl", "JD9", event("DELIVERED", "2026-03-03T09:00:00Z", "b")));

        for (UUID each : List.of(first, second)) {
            assertThat(readModel.ofCase("demo", each).get(0).state()).isEqualTo("DELIVERED");
            assertThat(readModel.ofCase("demo", each).get(0).events()).hasSize(2);
            assertThat(timeline(each)).containsExactly("shipment.picked-up", "shipment.delivered");
        }
    }

    @Test
    void theCarrierChoosesBetweenParcelsOfOneNumberAndNothingElse() {
        UUID dhl = shipped("demo", "dhl", "123456");
        report("17track", shipment("deutsche-post", "123456", event("PICKED_UP", "2026-03-02T09:00:00Z", "a")));
        UUID gls = shipped("demo", "gls", "123456");
        report("17track", shipment("gls-germany", "123456", event("DELIVERED", "2026-03-03T09:00:00Z", "b")));
        FactDecision nobodys = report("17track",
                shipment("ups", "123456", event("RETURNED", "2026-03-03T09:00:00Z", "c")));

        assertThat(readModel.ofCase("demo", dhl).get(0).state()).isEqualTo("PICKED_UP");
        assertThat(readModel.ofCase("demo", gls).get(0).state()).isEqualTo("DELIVERED");
        assertThat(nobodys.reason()).contains("1 parked");
    }

    @Test
    void aCodeThatNobodyKnowsIsKeptAndCounted() {
        UUID caseId = shipped("demo", "dhl", "JD1");
        report("odd", shipment("dhl", "JD1", event("UNKNOWN", "2026-03-03T09:00:00Z", "X1"),
                event("UNKNOWN", "2026-03-03T09:00:00Z", "X2")));

        assertThat(readModel.ofCase("demo", caseId).get(0).state()).isEqualTo("PENDING");
        assertThat(readModel.ofCase("demo", caseId).get(0).events()).extracting("code").containsExactly("X1", "X2");
        assertThat(METERS.counter("hub.tracking.unknown.codes", "source", "odd").count()).isEqualTo(2);
    }

    @Test
    void anotherOrganisationsParcelIsNotOurs() {
        UUID other = shipped("other", "dhl", "JD1");
        report("dhl", shipment("dhl", "JD1", event("DELIVERED", "2026-03-03T09:00:00Z", "b")));

        assertThat(readModel.ofCase("other", other).get(0).state()).isEqualTo("PENDING");
        assertThat(readModel.ofCase("demo", other)).isEmpty();
        assertThat(count("parked_tracking")).isEqualTo(1);
    }

    @Test
    void oneMessageMaySpeakOfSeveralParcelsAndOneBatchHoldsMany() {
        UUID first = shipped("demo", "sf-express", "SF1");
        UUID second = shipped("demo", "sf-express", "SF2");

        List<FactDecision> decisions = decide(List.of(
                fact("sf-express", shipment("sf-express", "SF1", event("PICKED_UP", "2026-03-02T09:00:00+08:00", "50")),
                        shipment("sf-express", "SF2", event("PICKED_UP", "2026-03-02T09:00:00+08:00", "50")),
                        shipment("sf-express", "SF3", event("PICKED_UP", "2026-03-02T09:00:00+08:00", "50"))),
                fact("sf-express",
                        shipment("sf-express", "SF1", event("DELIVERED", "2026-03-03T09:00:00+08:00", "80"))),
                fact("sf-express",
                        shipment("sf-express", "SF1", event("DELIVERED", "2026-03-03T09:00:00+08:00", "80")))));

        assertThat(decisions).extracting(FactDecision::reason).containsExactly(
                "tracking events: 2 new, 1 parked until the parcel is known", "tracking events: 1 new",
                "tells nothing new, 1 known");
        assertThat(timeline(first)).containsExactly("shipment.picked-up", "shipment.delivered");
        assertThat(timeline(second)).containsExactly("shipment.picked-up");
        assertThat(decisions.get(0).events()).hasSize(2);
        assertThat(decisions.get(1).events()).singleElement().satisfies(event -> {
            assertThat(SCHEMAS.validate(event.type(), event.payload())).isEmpty();
            assertThat(event.payload().at("/data/shipment/state").asText()).isEqualTo("DELIVERED");
            assertThat(event.payload().at("/data/shipment/previousState").asText()).isEqualTo("PICKED_UP");
            assertThat(event.lineId()).isEqualTo(first);
        });
    }

    /** Whether the parcel was known before, between or after, and in whatever pieces it was told. */
    @Test
    void orderAndCutsDoNotMatter() {
        Random random = new Random(20260302);
        List<ObjectNode> history = List.of(event("PENDING", "2026-03-02T09:00:00Z", "a"),
                event("PICKED_UP", "2026-03-02T12:00:00Z", "b"), event("IN_TRANSIT", "2026-03-02T20:00:00Z", "c"),
                event("DELIVERY_FAILED", "2026-03-03T10:00:00Z", "d"),
                event("RETURN_TO_SENDER", "2026-03-04T10:00:00Z", "e"),
                event("IN_TRANSIT", "2026-03-05T10:00:00Z", "f"), event("DELIVERED", "2026-03-06T10:00:00Z", "g"),
                event("UNKNOWN", "2026-03-07T10:00:00Z", "h"));
        for (int round = 0; round < 25; round++) {
            String number = "R" + round;
            List<ObjectNode> shuffled = new ArrayList<>(history);
            shuffled.add(history.get(random.nextInt(history.size())));
            Collections.shuffle(shuffled, random);
            int known = random.nextInt(shuffled.size() + 1);
            UUID caseId = null;
            for (int i = 0; i <= shuffled.size(); i++) {
                caseId = i == known ? shipped("demo", "dhl", number) : caseId;
                if (i < shuffled.size()) {
                    report("dhl", shipment("dhl", number, shuffled.get(i)));
                }
            }
            assertThat(readModel.ofCase("demo", caseId)).singleElement().satisfies(shipment -> {
                assertThat(shipment.state()).isEqualTo("RETURNED");
                assertThat(shipment.deliveredAt()).isNull();
                assertThat(shipment.events()).extracting("code")
                        .containsExactly("a", "b", "c", "d", "e", "f", "g", "h");
            });
        }
    }

    // --- words ------------------------------------------------------------------------------------------------

    /** A shipment of a new case, whose id is returned. */
    private static UUID shipped(String orgId, String carrier, String number) {
        UUID caseId = UuidCreator.getTimeOrderedEpochPlus1();
        inTransaction(() -> {
            var order = new ShipOrder(carrier, number, Direction.OUTBOUND_REPLACEMENT, null, null, null, null, null);
            LockedShipment shipment = store.insert(orgId, caseId, "RMA-2026-00001", order, "user:demo", NOW);
            shipment.addNumbers(Set.of(TrackingNumber.normalised(number)));
            store.copyEventsOfSiblings(shipment);
            List<DomainEvent> events = new ArrayList<>();
            var outcome = tracking.begin(shipment, UUID.randomUUID(), NOW);
            events.addAll(TestCases.progress(database.jdbc).record(outcome.facts, NOW));
            return events;
        });
        return caseId;
    }

    private static FactDecision report(String source, ObjectNode... shipments) {
        return decide(List.of(fact(source, shipments))).get(0);
    }

    private static List<FactDecision> decide(List<CanonicalMessage> batch) {
        return inTransaction(() -> facts.decide(batch, NOW));
    }

    private static <T> T inTransaction(Supplier<T> work) {
        return database.transaction.execute(status -> work.get());
    }

    private static CanonicalMessage fact(String source, ObjectNode... shipments) {
        ObjectNode canonical = JSON.createObjectNode().put("specversion", "1.0").put("id", "m").put("source", source)
                .put("type", "shipment.status-changed.v1").put("time", NOW.toString());
        canonical.putObject("data").putArray("shipments").addAll(List.of(shipments));
        assertThat(SCHEMAS.validate("shipment.status-changed.v1", canonical)).isEmpty();
        Object subject = ((Interpretation.Relevant) facts.read(source, canonical)).subject();
        return new CanonicalMessage(UuidCreator.getTimeOrderedEpochPlus1(), "demo", source, canonical, subject,
                List.of(), List.of());
    }

    private static ObjectNode shipment(String carrier, String number, ObjectNode... events) {
        ObjectNode shipment = JSON.createObjectNode().put("carrier", carrier).put("trackingNumber", number);
        shipment.putArray("events").addAll(List.of(events));
        return shipment;
    }

    private static ObjectNode reference(String reference, ObjectNode event) {
        ObjectNode shipment = JSON.createObjectNode().put("carrier", "inpost").put("shipmentRef", reference);
        shipment.putArray("events").add(event);
        return shipment;
    }

    private static ObjectNode with(ObjectNode shipment, String... aliases) {
        ArrayNode array = shipment.putArray("aliases");
        List.of(aliases).forEach(array::add);
        return shipment;
    }

    private static ObjectNode event(String status, String at, String code) {
        return JSON.createObjectNode().put("status", status).put("at", at).put("code", code);
    }

    private static List<String> timeline(UUID caseId) {
        return database.jdbc.queryForList("select event from rma_event where case_id = ? order by id", String.class,
                caseId);
    }

    private static int count(String table) {
        return database.jdbc.queryForObject("select count(*) from " + table, Integer.class);
    }
}
