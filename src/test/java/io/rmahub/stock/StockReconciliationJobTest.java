package io.rmahub.stock;

import static io.rmahub.stock.StockFixture.SKU;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.rmahub.engine.ledger.MessageState;
import io.rmahub.engine.processing.FactDecision;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** When Products is asked, how far questions reach back, and what answers do, on a real PostgreSQL. */
class StockReconciliationJobTest {

    private StockFixture hub;

    @BeforeEach
    void start() {
        hub = new StockFixture();
    }

    @AfterEach
    void stop() {
        hub.close();
    }

    @Test
    void aPlaceIsAskedAboutOnceWhenProductsMustKnow() {
        hub.taken("demo", "WAW-1", -1);
        hub.at("02T12:14");
        assertThat(hub.job.run()).as("a minute before").isZero();
        hub.at("02T12:15");
        assertThat(hub.job.run()).isOne();
        assertThat(hub.job.run()).as("again").isZero();

        JsonNode asked = hub.question();
        assertThat(asked.path("sku").asText()).isEqualTo(SKU);
        assertThat(asked.path("warehouse").asText()).isEqualTo("WAW-1");
        assertThat(asked.path("orgId").asText()).isEqualTo("demo");
        assertThat(asked.path("since").asText()).isEqualTo("2026-03-02T11:45:00Z");
    }

    @Test
    void whatIsOnItsWayIsNotAskedAboutAndWhatWasDiscardedIs() {
        String id = hub.moved("demo", "WAW-1", -1);
        hub.at("02T20:00");
        assertThat(hub.job.run()).isZero();
        hub.delivered(id);
        assertThat(hub.job.run()).isOne();
        assertThat(hub.decide(hub.answer(hub.question(), "02T20:00")).get(0).reason())
                .isEqualTo("differences: 1 found, 0 gone");
    }

    @Test
    void whatProductsTakesLaterIsAskedAboutLater() {
        String first = hub.taken("demo", "WAW-1", -1);
        String late = hub.moved("demo", "WAW-1", -2);
        hub.at("02T12:15");
        hub.job.run();
        hub.decide(hub.answer(hub.question(), "02T12:15", first + " -1"));
        hub.at("02T18:00");
        assertThat(hub.job.run()).isZero();
        hub.take(late);
        hub.at("02T18:15");
        assertThat(hub.job.run()).isOne();
        assertThat(hub.question().path("since").asText()).as("to where it was written down")
                .isEqualTo("2026-03-02T11:45:00Z");
    }

    @Test
    void oneQuestionIsUnderWayAtATime() {
        hub.taken("demo", "WAW-1", -1);
        hub.at("02T12:15");
        hub.job.run();
        hub.taken("demo", "WAW-1", -1);
        hub.taken("demo", "KRK-1", -1);
        hub.at("02T20:00");
        assertThat(hub.job.run()).as("the other place only").isOne();
        assertThat(hub.question().path("warehouse").asText()).isEqualTo("KRK-1");
        assertThat(hub.count("delivery where target = 'products-stock'")).isOne();
    }

    @Test
    void twoHubsAskOnce() throws Exception {
        for (int i = 0; i < 20; i++) {
            hub.taken("demo", "W-" + i, -1);
        }
        hub.at("02T12:15");
        ExecutorService hubs = Executors.newFixedThreadPool(4);
        int asked = 0;
        for (Future<Integer> each : hubs.invokeAll(List.<Callable<Integer>>of(hub.job::run, hub.job::run, hub.job::run,
                hub.job::run))) {
            asked += each.get();
        }
        hubs.shutdown();
        assertThat(asked + hub.job.run()).isEqualTo(20);
        assertThat(hub.count("outbox_event where type = 'stock.asked.v1'")).isEqualTo(20);
    }

    @Test
    void aDifferenceIsToldOnceAskedAboutAgainAndCloses() {
        String id = hub.taken("demo", "WAW-1", -1);
        hub.at("02T12:15");
        hub.job.run();
        FactDecision found = hub.decide(hub.answer(hub.question(), "02T12:15")).get(0);
        assertThat(found.events()).singleElement().satisfies(told ->
                assertThat(told.payload().at("/data/differences/0/movementId").asText()).isEqualTo(id));
        hub.at("02T13:14");
        assertThat(hub.job.run()).isZero();
        hub.at("02T13:15");
        assertThat(hub.job.run()).isOne();
        assertThat(hub.decide(hub.answer(hub.question(), "02T13:15")).get(0).events()).isEmpty();
        hub.at("05T13:15");
        hub.job.run();
        JsonNode question = hub.question();
        assertThat(question.path("since").asText()).as("where it was seen").isEqualTo("2026-03-02T11:45:00Z");
        assertThat(hub.decide(hub.answer(question, "05T13:15", id + " -1")).get(0).reason())
                .isEqualTo("differences: 0 found, 1 gone");
        hub.at("09T13:15");
        assertThat(hub.job.run()).as("all is well").isZero();
        assertThat(hub.count("outbox_event where type = 'stock.difference-found.v1'")).isOne();
        assertThat(hub.count("stock_difference where closed_at is null")).isZero();
    }

    @Test
    void whatNobodyToldIsAskedAboutUntilItIsGone() {
        String id = hub.taken("demo", "WAW-1", -1);
        hub.at("02T12:15");
        hub.job.run();
        hub.decide(hub.answer(hub.question(), "02T12:15", id + " -1", "M-1 -4 RMA-2026-00099"));
        hub.at("02T13:15");
        assertThat(hub.job.run()).isOne();
        JsonNode question = hub.question();
        assertThat(question.path("since").asText()).isEqualTo("2026-03-02T11:45:00Z");
        assertThat(hub.decide(hub.answer(question, "02T13:15")).get(0).reason())
                .as("the known one is missed too").isEqualTo("differences: 1 found, 1 gone");
    }

    @Test
    void questionsGoOnWhereTheLastAnswerEnded() {
        String first = hub.taken("demo", "WAW-1", -1);
        hub.at("02T12:15");
        hub.job.run();
        hub.decide(hub.answer(hub.question(), "02T12:15", first + " -1"));
        hub.at("04T12:00");
        hub.taken("demo", "WAW-1", 1);
        hub.at("04T12:15");
        hub.job.run();
        assertThat(hub.question().path("since").asText()).isEqualTo("2026-03-02T12:00:00Z");
    }

    @Test
    void onlyTheNewestAnswerCounts() {
        String id = hub.taken("demo", "WAW-1", -1);
        hub.at("02T12:30");
        hub.job.run();
        JsonNode question = hub.question();
        List<FactDecision> together = hub.decide(hub.answer(question, "02T12:20"),
                hub.answer(question, "02T12:25", id + " -1"));
        assertThat(together).extracting(FactDecision::state)
                .containsExactly(MessageState.IGNORED, MessageState.PROCESSED);
        FactDecision late = hub.decide(hub.answer(question, "02T12:24")).get(0);
        assertThat(late.reason()).isEqualTo("the stock of 2026-03-02T12:25:00Z is known");
        assertThat(hub.count("stock_difference")).isZero();
        hub.decide(hub.answer(question, "09T00:00", id + " -1"));
        assertThat(hub.count("stock_place where as_of = '2026-03-02T12:30:00Z'")).as("a clock that is ahead").isOne();
    }

    private JsonNode asked(String warehouse) {
        return hub.json.createObjectNode().put("orgId", "demo").put("sku", SKU).put("warehouse", warehouse)
                .put("since", "2026-03-02T11:45:00Z");
    }

    @Test
    void placesAndMovementsOfOthersAreNotOurs() {
        String ours = hub.taken("demo", "WAW-1", -1);
        String theirs = hub.taken("other", "WAW-1", -3);
        hub.at("02T12:15");
        assertThat(hub.job.run()).isEqualTo(2);
        assertThat(hub.decide(hub.answer(asked("WAW-1"), "02T12:15", ours + " -1", theirs + " -3 RMA-2026-00001"))
                .get(0).reason())
                .isEqualTo("differences: 0 found, 0 gone");
        assertThat(hub.decide(hub.answer(asked("NOWHERE"), "02T12:15")).get(0).state()).isEqualTo(MessageState.IGNORED);
    }

    @Test
    void aBookingInAnotherWarehouseIsMissedHereAndUnknownThere() {
        String id = hub.taken("demo", "WAW-1", -1);
        String there = hub.taken("demo", "KRK-1", -1);
        hub.at("02T12:15");
        hub.job.run();
        hub.decide(hub.answer(asked("KRK-1"), "02T12:15", there + " -1", id + " -1 RMA-2026-00001"),
                hub.answer(asked("WAW-1"), "02T12:15"));
        assertThat(hub.database.jdbc.queryForList("select kind || ' ' || warehouse from stock_difference",
                String.class)).containsExactlyInAnyOrder("UNKNOWN_TO_US KRK-1", "MISSING_AT_PRODUCTS WAW-1");
    }

    @Test
    void whatWasToldBeforeIsTakenOver() throws Exception {
        String event = hub.read(Files.readString(Path.of("mappings/targets/products.examples/used.in.json")))
                .path("event").toString();
        hub.database.jdbc.update("""
                insert into outbox_event (id, org_id, aggregatetype, aggregateid, type, payload, message_id, created_at)
                select gen_id, 'emea', 'rma', 'RMA-2026-00017', 'rma.part-used.v1', ?, gen_id, now()
                from (select hub_uuid7_floor(now()) as gen_id) t""", event);
        String migration = Files.readString(Path.of("src/main/resources/db/migration/V12__stock.sql"));
        hub.database.jdbc.execute(migration.substring(migration.indexOf("insert into stock_movement")));

        assertThat(hub.database.jdbc.queryForMap("""
                select sku, warehouse, direction, qty, case_number, accepted_at from stock_movement"""))
                .containsEntry("sku", "BAT-5-LV").containsEntry("warehouse", "WAW-1").containsEntry("direction", "OUT")
                .containsEntry("qty", 2).containsEntry("case_number", "RMA-2026-00017")
                .containsEntry("accepted_at", null);
    }
}
