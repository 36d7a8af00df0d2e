package io.rmahub.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

/** A ticket on its way from the webhook to every target. */
class TicketJourneyTest extends HubStory {

    @Test
    void aThinFormReachesEveryNeighbourWithinTwoSecondsAndOnce() {
        String id = accepted(FORM, thin("1234"));
        Instant answered = Instant.now();
        JsonNode message = await().atMost(Duration.ofSeconds(10)).pollInterval(Duration.ofMillis(20))
                .until(() -> message(id), m -> deliveries(m).size() == 8
                        && deliveries(m).stream().allMatch(d -> d.path("status").asText().equals("DELIVERED")));
        assertThat(Duration.between(answered, Instant.now())).isLessThan(Duration.ofSeconds(2));

        String number = message.path("caseNumber").asText();
        assertThat(number).matches("RMA-\\d{4}-\\d{5}");
        for (String neighbour : List.of("csp", "tms", "tickets", "thulium", "notification", "notification-webhook")) {
            assertThat(received(neighbour, number)).as(neighbour).singleElement()
                    .satisfies(call -> assertThat(call.path("times").asInt()).isOne())
                    .satisfies(call -> assertThat(call.path("idempotencyKey").asText())
                            .isEqualTo(delivery(message, neighbour).path("id").asText()));
        }
        requireEvent(number, message);
        requireStages(message);
    }

    private static void requireEvent(String number, JsonNode message) {
        List<ConsumerRecord<String, String>> events = RmaEvents.of(hub.property("hub.kafka.brokers"), number);
        assertThat(events).singleElement().satisfies(event -> {
            Map<String, String> headers = RmaEvents.headers(event);
            assertThat(headers).containsEntry("ce_specversion", "1.0").containsEntry("ce_source", "rma-hub")
                    .containsEntry("ce_type", "rma.case-opened.v1").containsEntry("ce_subject", number)
                    .containsEntry("content-type", "application/json").containsKeys("ce_id", "ce_time");
            JsonNode data = hub.read(event.value());
            assertThat(data.at("/case/number").asText()).isEqualTo(number);
            assertThat(data.at("/case/ticketId").asText()).isEqualTo("1234");
        });
    }

    private static void requireStages(JsonNode message) {
        // What the TMS answered about the unit is found by its serial number too.
        assertThat(ofThulium("sh10k000001234")).singleElement().satisfies(item -> {
            assertThat(item.path("id")).isEqualTo(message.path("id"));
            assertThat(item.path("stages").findValuesAsText("stage"))
                    .startsWith("RAW", "ENRICHED", "CANONICAL", "DECISION").filteredOn("DELIVERY"::equals).hasSize(8);
        });
        assertThat(deliveries(message)).allSatisfy(delivery -> {
            JsonNode call = delivery.path("tries").path(0);
            assertThat(call.path("attempt").asInt()).isOne();
            boolean asksOnly = delivery.path("target").asText().equals("tms-assets");
            assertThat(call.path("request").asText())
                    .contains(asksOnly ? "/api/assets/SH10K000001234" : message.path("caseNumber").asText());
            if (!List.of("notification", "notification-webhook", "rma-events", "tms-assets")
                    .contains(delivery.path("target").asText())) {
                assertThat(call.path("responseStatus").asInt()).isEqualTo(201);
                assertThat(hub.read(call.path("response").asText()).has("id")).isTrue();
            }
        });
    }

    @Test
    void aCaseSaysWhatWasDecidedAndWhy() {
        String ticket = newTicket();
        thuliumHas(ticket, ticket(ticket));
        String number = awaitDelivered(accepted(FORM, thin(ticket))).path("caseNumber").asText();

        JsonNode rmaCase = ask("/api/csp/rma/" + number);
        assertThat(rmaCase.path("externalRef").asText()).isEqualTo("thulium:ticket:" + ticket);
        assertThat(rmaCase.path("serialNumber").asText()).isEqualTo(serial(ticket));
        assertThat(rmaCase.path("team").asText()).isEqualTo("support");
        assertThat(rmaCase.path("status").asText()).isEqualTo("REPORTED");
        assertThat(Duration.between(Instant.parse(rmaCase.path("openedAt").asText()),
                Instant.parse(rmaCase.path("dueAt").asText()))).isEqualTo(Duration.ofHours(24));
        assertThat(rmaCase.path("warrantyOutcome").asText()).isEqualTo("IN_WARRANTY");
        assertThat(rmaCase.path("decision").toString()).contains("eu-battery").contains("rule");
        assertThat(rmaCase.path("events").findValuesAsText("event"))
                .contains("status_changed", "warranty_decided", "team_assigned");
        assertThat(rmaCase.at("/ticket/body").asText()).contains("no longer charges");
    }

    @Test
    void aRichPostNeedsNoQuestionToThulium() {
        String ticket = newTicket();
        behave("thulium", "{\"mode\":\"down\"}");
        JsonNode event = hub.json.createObjectNode().put("action", "TICKET_CREATED").put("ticket_id", ticket)
                .put("date", "2026-03-02 09:15:00").set("ticket", ticket(ticket));
        JsonNode message = awaitState(accepted(JSON, event.toString()), "PROCESSED");

        assertThat(message.path("stages").findValuesAsText("stage")).doesNotContain("ENRICHED").contains("CANONICAL");
        awaitReceived("csp", message.path("caseNumber").asText(), 1);
        behave("thulium", "{\"mode\":\"ok\"}");
        awaitDelivered(message.path("id").asText());
    }

    @Test
    void aThinEventMayBeJsonOfAnyName() {
        String ticket = newTicket();
        JsonNode message = awaitDelivered(accepted("text/plain",
                "{\"action\":\"TICKET_CREATED\",\"ticket_id\":" + ticket
                + ",\"customer_id\":null,\"agent_login\":\"null\"}"));

        assertThat(message.path("keys").findValuesAsText("value")).contains(ticket).doesNotContain("null");
    }

    @Test
    void theTextNullIsNoValue() {
        String id = accepted(FORM, "action=PHONE_CALL&ticket_id=null&customer_id=null&connection_id=7001"
                + "&date=2026-03-02+09%3A15%3A00");

        JsonNode message = awaitState(id, "IGNORED");
        assertThat(message.path("reason").asText()).contains("PHONE_CALL").contains("no ticket");
        assertThat(message.path("keys")).isEmpty();
    }

    @Test
    void aTicketWithoutTheWarrantyFlagIsIgnoredWithTheReason() {
        String ticket = newTicket();
        var unflagged = ticket(ticket).put("ticket_queue_id", 7);
        unflagged.withObject("/custom_fields").put("warranty", "no");
        thuliumHas(ticket, unflagged);

        JsonNode message = awaitState(accepted(FORM, thin(ticket)), "IGNORED");
        assertThat(message.path("reason").asText()).startsWith("no warranty flag: ");
        assertThat(message.has("caseNumber")).isFalse();
        assertThat(message.path("stages").findValuesAsText("stage")).containsExactly("RAW", "ENRICHED", "CANONICAL");
        assertThat(ask("/api/ops/messages?q=" + serial(ticket)).path("items")).hasSize(1);
    }

    @Test
    void fiftyTimesAtOnceIsOnce() throws Exception {
        String ticket = newTicket();
        thuliumHas(ticket, ticket(ticket));
        List<HttpResponse<String>> answers = atOnce(50, () -> post(FORM, thin(ticket)));

        assertThat(answers).extracting(HttpResponse::statusCode).containsOnly(202);
        Map<String, Long> states = answers.stream().map(answer -> hub.read(answer.body()))
                .collect(Collectors.groupingBy(body -> body.path("status").asText(), Collectors.counting()));
        assertThat(states).isEqualTo(Map.of("accepted", 1L, "duplicate", 49L));
        assertThat(answers.stream().map(answer -> hub.read(answer.body()).path("id").asText()).distinct()).hasSize(1);

        String first = hub.read(answers.get(0).body()).path("id").asText();
        String number = awaitDelivered(first).path("caseNumber").asText();
        // The ticket's number ends the serial number too: what the TMS said of the unit is found with it.
        List<JsonNode> all =
                StreamSupport.stream(ask("/api/ops/messages?limit=100&q=" + ticket).path("items").spliterator(), false)
                .filter(message -> "thulium".equals(message.path("source").asText())).toList();
        assertThat(all).hasSize(50);
        assertThat(all).filteredOn(message -> "DUPLICATE".equals(message.path("state").asText())).hasSize(49)
                .allSatisfy(message -> assertThat(message.path("duplicateOf").asText()).isEqualTo(first));
        assertThat(ask("/api/csp/rma?externalRef=thulium:ticket:" + ticket).path("items")).hasSize(1);
        for (String neighbour : List.of("csp", "tms", "tickets", "thulium", "notification", "notification-webhook")) {
            assertThat(received(neighbour, number)).as(neighbour).singleElement()
                    .satisfies(call -> assertThat(call.path("times").asInt()).isOne());
        }
    }

    @Test
    void anotherEventOfAKnownTicketOpensNoSecondCase() {
        String ticket = newTicket();
        String number = awaitState(accepted(FORM, thin(ticket)), "PROCESSED").path("caseNumber").asText();
        JsonNode later = awaitState(accepted(FORM, "action=TICKET_UPDATED&ticket_id=" + ticket + "&date=x"), "IGNORED");

        assertThat(later.path("reason").asText()).contains("already has case " + number);
        assertThat(ofThulium(number)).hasSize(2);
    }

    private static List<JsonNode> ofThulium(String key) {
        return ask("/api/ops/messages?q=" + key).path("items").findParents("source").stream()
                .filter(item -> item.path("source").asText().equals("thulium")).toList();
    }

    private static <T> List<T> atOnce(int times, Callable<T> call) throws Exception {
        ExecutorService callers = Executors.newFixedThreadPool(times);
        try {
            List<T> results = new ArrayList<>();
            for (Future<T> future : callers.invokeAll(Collections.nCopies(times, call))) {
                results.add(future.get());
            }
            return results;
        } finally {
            callers.shutdown();
        }
    }
}
