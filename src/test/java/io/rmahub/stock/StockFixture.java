package io.rmahub.stock;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.f4b6a3.uuid.UuidCreator;
import io.rmahub.engine.delivery.DomainEvent;
import io.rmahub.engine.delivery.EventPayloadCache;
import io.rmahub.engine.delivery.JmsBatchSender;
import io.rmahub.engine.delivery.Outbox;
import io.rmahub.engine.delivery.Subscriptions;
import io.rmahub.engine.delivery.WorkDispatcher;
import io.rmahub.engine.ledger.Ledger;
import io.rmahub.engine.ledger.Settlements;
import io.rmahub.engine.processing.CanonicalMessage;
import io.rmahub.engine.processing.DecisionService;
import io.rmahub.engine.processing.FactDecision;
import io.rmahub.engine.settings.HubSettings;
import io.rmahub.support.TestDatabase;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/**
 * The stock's part of a hub on a database, at a time that the test sets. Products and the head office want its events.
 */
final class StockFixture implements AutoCloseable {

    static final String SKU = "FUSE-63A";
    private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");

    final TestDatabase database = new TestDatabase();
    final ObjectMapper json = new ObjectMapper();
    private Instant now = NOON;
    private final Clock clock = new Clock() {
        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    };
    private final StockMovements movements = new StockMovements(database.jdbc);
    private final DecisionService decisions;
    private final StockReportHandler reports;
    final StockReconciliationJob job;

    StockFixture() {
        HubSettings hub = new Binder(new MapConfigurationPropertySource(Map.of(
                "hub.targets.products.events", "rma.part-used.v1,rma.part-returned.v1",
                "hub.targets.products-stock.events", StockEvents.QUESTION,
                "hub.targets.head-office.events", "stock.difference-found.v1"))).bindOrCreate("hub", HubSettings.class);
        Subscriptions subscriptions = new Subscriptions(hub);
        // No broker is there: everything that is told waits in the outbox.
        WorkDispatcher dispatcher = new WorkDispatcher(new JmsBatchSender(
                new ActiveMQConnectionFactory("tcp://localhost:1?connectionTTL=-1")), hub);
        decisions = new DecisionService(database.transaction, new Settlements(database.jdbc, database.transaction),
                new Outbox(database.jdbc, subscriptions, new EventPayloadCache(json, database.jdbc), hub, clock),
                new Ledger(database.jdbc, database.transaction, clock, hub), dispatcher, clock, List.of());
        StockSettings settings = new StockSettings("products", "MISSING_AT_PRODUCTS", Duration.ofMinutes(15),
                Duration.ofHours(1));
        StockEvents events = new StockEvents(json, settings);
        reports = new StockReportHandler(new StockStore(database.jdbc, settings), events, settings);
        job = new StockReconciliationJob(database.jdbc, subscriptions, events, settings, decisions, clock);
    }

    void at(String time) {
        now = Instant.parse("2026-03-" + time + ":00Z");
    }

    /** A case takes parts (minus) or brings them back; the delivery to Products is open. Returns the movement's id. */
    String moved(String orgId, String warehouse, int change) {
        ObjectNode event = json.createObjectNode().put("id", UuidCreator.getTimeOrderedEpochPlus1().toString())
                .put("type", change < 0 ? "rma.part-used.v1" : "rma.part-returned.v1").put("subject", "RMA-2026-00001");
        event.putObject("data").putObject("part").put("id", UUID.randomUUID().toString()).put("productId", SKU)
                .put("qty", Math.abs(change)).put("warehouseCode", warehouse).put("at", now.toString());
        decisions.transact(effects -> {
            DomainEvent told = DomainEvent.of(event, "rma", orgId, UUID.randomUUID(), UUID.randomUUID(), now);
            movements.keep(List.of(told));
            effects.emit(told);
            return null;
        });
        return event.path("id").asText();
    }

    /** A movement that Products takes at once. */
    String taken(String orgId, String warehouse, int change) {
        String id = moved(orgId, warehouse, change);
        take(id);
        return id;
    }

    void take(String id) {
        decisions.transact(effects -> {
            movements.accepted(List.of(UUID.fromString(id)), now);
            return null;
        });
        delivered(id);
    }

    /** The delivery is over, whatever came of it. */
    void delivered(String id) {
        database.jdbc.update("delete from delivery where event_id = ?::uuid", id);
    }

    /** The newest question, which is answered or given up. */
    JsonNode question() {
        JsonNode event = read(database.jdbc.queryForObject(
                "select payload from outbox_event where type = 'stock.asked.v1' order by id desc limit 1",
                String.class));
        delivered(event.path("id").asText());
        return event.path("data");
    }

    /** What the handler makes of answers that come together. */
    List<FactDecision> decide(CanonicalMessage... answers) {
        return decisions.transact(effects -> {
            List<FactDecision> made = reports.decide(List.of(answers), now);
            made.forEach(decision -> effects.emit(decision.events()));
            return made;
        });
    }

    /** An answer as of a time; movements as {@code id change case}. */
    CanonicalMessage answer(JsonNode question, String asOf, String... booked) {
        ObjectNode canonical = json.createObjectNode().put("type", "stock.reported.v1");
        ObjectNode data = canonical.putObject("data").put("sku", question.path("sku").asText())
                .put("warehouse", question.path("warehouse").asText()).put("known", true)
                .put("since", question.path("since").asText()).put("asOf", "2026-03-" + asOf + ":00Z").put("onHand", 7);
        for (String each : booked) {
            String[] words = each.split(" ");
            int change = Integer.parseInt(words[1]);
            ObjectNode movement = data.withArray("movements").addObject().put("movementId", words[0])
                    .put("qty", Math.abs(change)).put("direction", change < 0 ? "OUT" : "IN");
            if (words.length > 2) {
                movement.put("caseNumber", words[2]);
            }
        }
        return new CanonicalMessage(UuidCreator.getTimeOrderedEpochPlus1(), question.path("orgId").asText(), "products",
                canonical, null, List.of(), List.of());
    }

    int count(String what) {
        return database.jdbc.queryForObject("select count(*) from " + what, Integer.class);
    }

    JsonNode read(String text) {
        try {
            return json.readTree(text);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        decisions.destroy();
        database.close();
    }
}
