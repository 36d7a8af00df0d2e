package io.rmahub.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.f4b6a3.uuid.UuidCreator;
import io.rmahub.engine.delivery.WorkDispatcher;
import io.rmahub.engine.ledger.Inbound;
import io.rmahub.engine.ledger.Ledger;
import io.rmahub.stock.StockReconciliationJob;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What cases took from warehouses, and whether Products has booked it. */
class StockStoryTest extends HubStory {

    /** Its name comes to Products as a part of an address. */
    private static final String WAREHOUSE = "Süd & Co +1";

    /** A part that no other story uses. */
    private final String sku = "PART-" + UUID.randomUUID().toString().substring(0, 8);
    private String number;

    @BeforeEach
    void openCase() {
        number = CaseApiTest.opened("");
    }

    private String used(int qty) {
        return CaseApiTest.done("POST", "/api/csp/rma/" + number + "/parts",
                "{\"productId\":\"" + sku + "\",\"qty\":" + qty
                + ",\"warehouseCode\":\"" + WAREHOUSE + "\"}").path("id").asText();
    }

    /** Until Products took so many movements of the part; returns the id of the newest. */
    private String taken(int count) {
        await("Products took " + count).atMost(SOON).until(() -> db().queryForObject(
                "select count(*) from stock_movement where sku = ? and accepted_at is not null", Integer.class, sku)
                == count);
        return db().queryForObject("select id::text from stock_movement where sku = ? order by id desc limit 1",
                String.class, sku);
    }

    /** As if the movements and questions so far were of some minutes ago. */
    private void minutesPass() {
        db().update("""
                update stock_movement set recorded_at = recorded_at - interval '3 minutes',
                    accepted_at = accepted_at - interval '3 minutes' where sku = ?""", sku);
        db().update("""
                update stock_place set asked_at = asked_at - interval '3 minutes', as_of = as_of - interval '3 minutes'
                where sku = ?""", sku);
        db().update("update stock_difference set since = since - interval '3 minutes' where sku = ?", sku);
    }

    /** Asks, and waits until the answer of Products is accounted for; returns it. */
    private JsonNode asked() {
        int before = answers().size();
        hub.bean(StockReconciliationJob.class).run();
        List<JsonNode> found = await("the answer about " + sku).atMost(SOON)
                .until(this::answers, all -> all.size() == before + 1);
        String id = found.get(0).path("id").asText();
        awaitMessage(id,
                message -> List.of("PROCESSED", "IGNORED", "QUARANTINED").contains(message.path("state").asText()));
        // Read once more: keys are read before the state is, so the first sight of the state may lack some.
        return message(id);
    }

    private List<JsonNode> answers() {
        List<JsonNode> answers = new ArrayList<>();
        ask("/api/ops/messages?q=" + sku).path("items").forEach(answers::add);
        return answers.stream().filter(message -> message.path("source").asText().equals("products")).toList();
    }

    private JsonNode place() {
        return ask("/api/csp/stock?sku=" + sku).path("items").path(0);
    }

    private List<JsonNode> differences(String status) {
        List<JsonNode> found = new ArrayList<>();
        ask("/api/csp/stock/differences?limit=500&status=" + status).path("items").forEach(found::add);
        return found.stream().filter(each -> each.path("sku").asText().equals(sku)).toList();
    }

    private static void productsForgets(String movement) {
        assertThat(hub.sendJson("DELETE", "/sandbox/products/movements/" + movement, null).statusCode()).isEqualTo(204);
    }

    private void productsBooks(String movement, int qty) {
        ObjectNode booked = hub.json.createObjectNode().put("movementId", movement).put("direction", "OUT")
                .put("sku", sku)
                .put("quantity", qty).put("warehouse", WAREHOUSE).put("reference", number);
        assertThat(hub.sendJson("POST", "/sandbox/products/movements", booked.toString()).statusCode()).isEqualTo(201);
    }

    @Test
    void whatProductsHasBookedIsSeenAndNobodyIsToldAnything() {
        String part = used(3);
        taken(1);
        hub.bean(StockReconciliationJob.class).run();
        assertThat(answers()).as("it need not know of it yet").isEmpty();
        CaseApiTest.done("POST", "/api/csp/rma/" + number + "/parts/" + part + "/return", "{\"qty\":1}");
        taken(2);
        minutesPass();

        JsonNode answer = asked();
        assertThat(answer.path("state").asText()).isEqualTo("PROCESSED");
        assertThat(answer.path("reason").asText()).isEqualTo("differences: 0 found, 0 gone");
        JsonNode place = place();
        assertThat(place.path("used").asInt()).isEqualTo(3);
        assertThat(place.path("returned").asInt()).isEqualTo(1);
        assertThat(place.at("/reported/onHand").asInt()).isEqualTo(-2);
        assertThat(place.at("/reported/messageId").asText()).isEqualTo(answer.path("id").asText());
        assertThat(place.path("openDifferences").asInt()).isZero();
        assertThat(hub.bean(StockReconciliationJob.class).run()).as("nothing has moved since").isZero();
        assertThat(received("notification", sku)).isEmpty();
        assertThat(received("products-stock", "")).as("asking changes nothing there").isEmpty();
    }

    @Test
    void whatProductsForgotIsToldOnceAndClosesWhenItIsThereAgain() {
        used(1);
        String movement = taken(1);
        productsForgets(movement);
        minutesPass();

        JsonNode answer = asked();
        assertThat(answer.path("reason").asText()).isEqualTo("differences: 1 found, 0 gone");
        assertThat(answer.path("keys").findValuesAsText("value")).contains(sku.toLowerCase(), number.toLowerCase());
        assertThat(differences("open")).singleElement().satisfies(found -> {
            assertThat(found.path("kind").asText()).isEqualTo("MISSING_AT_PRODUCTS");
            assertThat(found.path("movementId").asText()).isEqualTo(movement);
            assertThat(found.path("caseNumber").asText()).isEqualTo(number);
            assertThat(found.path("told").asInt()).isEqualTo(-1);
            assertThat(found.path("openedBy").asText()).isEqualTo(answer.path("id").asText());
        });
        awaitReceived("notification", sku, 1);
        assertThat(received("notification", sku).toString()).contains("not booked there", number, movement);

        minutesPass();
        assertThat(asked().path("reason").asText()).isEqualTo("differences: 0 found, 0 gone");
        assertThat(differences("open")).hasSize(1);
        productsBooks(movement, 1);
        minutesPass();
        JsonNode last = asked();
        assertThat(last.path("reason").asText()).isEqualTo("differences: 0 found, 1 gone");
        assertThat(differences("open")).isEmpty();
        assertThat(differences("closed")).singleElement().satisfies(closed ->
                assertThat(closed.path("closedBy").asText()).isEqualTo(last.path("id").asText()));
        assertThat(received("notification", sku)).hasSize(1);
        assertThat(hub.bean(StockReconciliationJob.class).run()).isZero();
    }

    @Test
    void aMovementThatNobodyToldAndOneOfAnotherQuantityAreFound() {
        used(2);
        String movement = taken(1);
        productsForgets(movement);
        productsBooks(movement, 5);
        productsBooks("BY-HAND-" + sku, 1);
        minutesPass();
        asked();

        assertThat(differences("open")).extracting(found -> found.path("kind").asText())
                .containsExactlyInAnyOrder("QUANTITY_DIFFERS", "UNKNOWN_TO_US");
        awaitReceived("notification", sku, 1);
        productsForgets("BY-HAND-" + sku);
        minutesPass();
        asked();
        assertThat(differences("open")).singleElement().satisfies(found -> {
            assertThat(found.path("told").asInt()).isEqualTo(-2);
            assertThat(found.path("booked").asInt()).isEqualTo(-5);
        });
        assertThat(received("notification", sku)).hasSize(1);
    }

    @Test
    void whatIsOnItsWayIsNoDifferenceAndAProductsThatIsDownIsAskedLater() {
        used(1);
        taken(1);
        behave("products", "{\"mode\":\"down\"}");
        used(4);
        minutesPass();
        assertThat(asked().path("reason").asText()).isEqualTo("differences: 0 found, 0 gone");
        behave("products-stock", "{\"mode\":\"failing\",\"failures\":2}");
        behave("products", "{\"mode\":\"ok\"}");
        taken(2);
        minutesPass();
        assertThat(asked().path("reason").asText()).isEqualTo("differences: 0 found, 0 gone");
        assertThat(place().at("/reported/onHand").asInt()).isEqualTo(-5);
    }

    @Test
    void repeatedAndOlderAnswersChangeNothing() {
        used(1);
        taken(1);
        minutesPass();
        asked();
        JsonNode before = place();

        JsonNode old = awaitState(answered("2026-01-01T00:00:00Z"), "IGNORED");
        assertThat(old.path("reason").asText()).contains("is known");
        awaitState(answered(before.at("/reported/asOf").asText()), "IGNORED");
        assertThat(place()).isEqualTo(before);
        assertThat(differences("open")).isEmpty();
    }

    /** An answer to a question that nobody asked: that nothing is booked. */
    private String answered(String asOf) {
        ObjectNode body = hub.json.createObjectNode();
        body.putObject("asked").put("orgId", "demo").put("sku", sku).put("warehouse", WAREHOUSE)
                .put("since", "2025-12-31T00:00:00Z").put("askedAt", asOf);
        body.putObject("answer").put("asOf", asOf).putArray("movements");
        UUID id = UuidCreator.getTimeOrderedEpochPlus1();
        hub.bean(Ledger.class).accept(new Inbound(id, "demo", "products", Instant.now(), UUID.randomUUID(), JSON, "{}",
                body.toString().getBytes(StandardCharsets.UTF_8), null, List.of()));
        hub.bean(WorkDispatcher.class).message(id, "products");
        return id.toString();
    }

    @Test
    void theApiNamesWhatItCannotRead() {
        for (String wrong : List.of("stock?cursor=%21", "stock?limit=0", "stock/differences?status=lost",
                "stock/differences?cursor=x")) {
            assertThat(hub.get("/api/csp/" + wrong, StoryHub.ADMIN_KEY).statusCode()).as(wrong).isEqualTo(400);
        }
    }

    @Test
    void pagesGoOnBySkuAndWarehouse() {
        for (String warehouse : List.of("B", "A", "C")) {
            CaseApiTest.done("POST", "/api/csp/rma/" + number + "/parts", "{\"productId\":\"" + sku
                    + "\",\"warehouseCode\":\"" + warehouse + "\"}");
        }
        List<String> seen = new ArrayList<>();
        String cursor = "";
        do {
            JsonNode page = ask("/api/csp/stock?limit=2&sku=" + sku + cursor);
            seen.addAll(page.path("items").findValuesAsText("warehouse"));
            cursor = page.has("next") ? "&cursor=" + page.path("next").asText() : null;
        } while (cursor != null);
        assertThat(seen).containsExactly("A", "B", "C");
    }
}
