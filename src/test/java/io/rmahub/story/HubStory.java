package io.rmahub.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rmahub.support.ThuliumPosts;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * What the stories share: one running hub, and the words in which stories are told. Neighbours behave well and
 * nothing is under way when a story begins, and every story has tickets of its own.
 */
abstract class HubStory {

    static final String FORM = "application/x-www-form-urlencoded";
    static final String JSON = "application/json";
    static final String PROBLEM = "application/problem+json";
    static final Duration SOON = Duration.ofSeconds(30);

    private static final AtomicLong TICKETS = new AtomicLong(20_000);
    private static final String HOOK = "Basic " + Base64.getEncoder()
            .encodeToString(("thulium:" + StoryHub.HOOK_PASSWORD).getBytes(StandardCharsets.UTF_8));

    static StoryHub hub;

    @BeforeEach
    void neighboursBehave() {
        hub = StoryHub.get();
        hub.read(hub.get("/sandbox", null).body()).required("neighbours").fieldNames()
                .forEachRemaining(neighbour -> behave(neighbour, "{\"mode\":\"ok\"}"));
        // A call of the story before must not use up a failure that this one orders.
        await("the story before to end").atMost(SOON.multipliedBy(2)).until(() -> db().queryForObject("""
                select (select count(*) from delivery where status in ('QUEUED', 'IN_FLIGHT', 'RETRY'))
                     + (select count(*) from message_work)""", Long.class) == 0);
    }

    static JdbcTemplate db() {
        return hub.bean(JdbcTemplate.class);
    }

    // --- Thulium's side ---------------------------------------------------------------------------------------

    /** The number of a ticket that no other story uses. */
    static String newTicket() {
        return Long.toString(TICKETS.incrementAndGet());
    }

    static String thin(String ticketId) {
        return "action=TICKET_CREATED&ticket_id=" + ticketId
                + "&customer_id=32122&agent_login=null&date=2026-03-02+09%3A15%3A00";
    }

    /** Posts to the webhook with Thulium's credentials. */
    static HttpResponse<String> post(String contentType, byte[] body) {
        return hub.send(hub.request(ThuliumPosts.PATH).header("Content-Type", contentType)
                .header("Authorization", HOOK).POST(HttpRequest.BodyPublishers.ofByteArray(body)));
    }

    static HttpResponse<String> post(String contentType, String body) {
        return post(contentType, body.getBytes(StandardCharsets.UTF_8));
    }

    /** Posts what must be accepted and returns the message's id. */
    static String accepted(String contentType, String body) {
        HttpResponse<String> answer = post(contentType, body);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
        return hub.read(answer.body()).required("id").asText();
    }

    /** A flagged ticket of a storage unit that needs a visit: its case concerns every neighbour. */
    static ObjectNode ticket(String id) {
        ObjectNode ticket = hub.json.createObjectNode().put("ticket_id", id).put("from", "installer@example.com")
                .put("ticket_queue_name", "serwis-gwarancja").put("ticket_queue_id", 32)
                .put("subject", "Battery fails").put("status_id", "2").put("customer_id", 32122)
                .put("created_at", "2026-03-02 09:14");
        ticket.putObject("custom_fields").put("serial_number", serial(id)).put("product_sku", "BAT-5-LV")
                .put("purchase_date", "2025-02-01").put("site_country", "PL").put("reason_code", "defect")
                .put("priority", "high").put("visit_required", "yes").put("warranty", "yes");
        ticket.putArray("messages").addObject().put("message_id", 1).put("type", "MAIL")
                .put("body", "The battery no longer charges since Sunday.").put("created_at", "2026-03-02 09:14");
        return ticket;
    }

    static String serial(String ticketId) {
        return "SB05M" + "0".repeat(9 - ticketId.length()) + ticketId;
    }

    /** From now on Thulium answers this ticket. */
    static void thuliumHas(String id, ObjectNode ticket) {
        assertThat(hub.sendJson("PUT", "/sandbox/thulium/tickets/" + id, ticket.toString()).statusCode())
                .isEqualTo(204);
    }

    // --- The neighbours ---------------------------------------------------------------------------------------

    static void behave(String neighbour, String command) {
        assertThat(hub.sendJson("POST", "/sandbox/" + neighbour + "/behaviour", command).statusCode()).isEqualTo(200);
    }

    /** What the neighbour was sent with this text in the body, in order of arrival. */
    static List<JsonNode> received(String neighbour, String text) {
        JsonNode answer = hub.read(hub.get("/sandbox/" + neighbour + "/received?limit=10000&q=" + text, "").body());
        List<JsonNode> items = new ArrayList<>();
        answer.required("items").forEach(items::add);
        return items;
    }

    static void awaitReceived(String neighbour, String text, int count) {
        await(neighbour + " has " + count + " of " + text).atMost(SOON).pollInterval(Duration.ofMillis(50))
                .untilAsserted(() -> assertThat(received(neighbour, text)).hasSize(count));
    }

    // --- The hub's side ---------------------------------------------------------------------------------------

    static JsonNode ask(String path) {
        HttpResponse<String> answer = hub.get(path, StoryHub.ADMIN_KEY);
        assertThat(answer.statusCode()).as(path + ": " + answer.body()).isEqualTo(200);
        return hub.read(answer.body());
    }

    static JsonNode message(String id) {
        return ask("/api/ops/messages/" + id);
    }

    /** Waits until the message fits and returns it. */
    static JsonNode awaitMessage(String id, Predicate<JsonNode> fits) {
        return await("message " + id).atMost(SOON).pollInterval(Duration.ofMillis(50))
                .until(() -> message(id), fits);
    }

    static JsonNode awaitState(String id, String state) {
        return awaitMessage(id, message -> message.path("state").asText().equals(state));
    }

    /** Waits until the message is processed and all its deliveries are done. */
    static JsonNode awaitDelivered(String id) {
        return awaitMessage(id, message -> message.path("state").asText().equals("PROCESSED")
                && !deliveries(message).isEmpty()
                && deliveries(message).stream().allMatch(d -> d.path("status").asText().equals("DELIVERED")));
    }

    static List<JsonNode> deliveries(JsonNode message) {
        return message.path("stages").findValues("delivery");
    }

    static JsonNode delivery(JsonNode message, String target) {
        return deliveries(message).stream().filter(d -> d.path("target").asText().equals(target))
                .findFirst().orElseThrow(() -> new AssertionError("No delivery to " + target + " in " + message));
    }

    static JsonNode ledger() {
        return ask("/api/ops/ledger");
    }

    static HttpResponse<String> replay(String body) {
        return hub.sendJson("POST", "/api/ops/replays", body);
    }
}
