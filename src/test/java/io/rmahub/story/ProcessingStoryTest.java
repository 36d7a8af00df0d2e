package io.rmahub.story;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.f4b6a3.uuid.UuidCreator;
import io.rmahub.engine.delivery.WorkDispatcher;
import io.rmahub.engine.ledger.Inbound;
import io.rmahub.engine.ledger.Ledger;
import jakarta.jms.ConnectionFactory;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jms.core.JmsTemplate;

/** What becomes of messages that cannot be processed, or not yet. */
class ProcessingStoryTest extends HubStory {

    private static String posted(String ticketId, ObjectNode ticket) {
        thuliumHas(ticketId, ticket);
        return accepted(FORM, thin(ticketId));
    }

    @Test
    void aPoisonMessageIsQuarantinedAndStopsNobody() {
        String poisoned = newTicket();
        ObjectNode poison = ticket(poisoned);
        poison.withObject("/custom_fields").put("serial_number", "A1").put("asset_id", "x".repeat(300));
        String poisonId = posted(poisoned, poison);
        List<String> others = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            String ticket = newTicket();
            others.add(posted(ticket, ticket(ticket)));
        }

        JsonNode message = awaitState(poisonId, "QUARANTINED");
        assertThat(message.path("reason").asText()).contains("200");
        assertThat(message.path("path").asText()).isEqualTo("/data/assetId");
        assertThat(message.path("stages").findValuesAsText("stage")).containsExactly("RAW", "ENRICHED", "CANONICAL");
        others.forEach(HubStory::awaitDelivered);

        thuliumHas(poisoned, ticket(poisoned));
        assertThat(replay("{\"messageId\":\"" + poisonId + "\"}").statusCode()).isEqualTo(202);
        awaitDelivered(poisonId);
        assertThat(db().queryForList("select kind from replay_audit where subject_id = ?", String.class,
                UUID.fromString(poisonId))).containsExactly("resubmit");
        assertThat(replay("{\"messageId\":\"" + poisonId + "\"}").statusCode()).isEqualTo(409);
        assertThat(ledger().path("unaccounted").asLong()).isZero();
        assertThat(ask("/api/ops/ledger?recount=true").path("unaccounted").asLong()).isZero();
    }

    @Test
    void messagesThatShareABrokerMessageDoNotSeeHowTheOthersEnd() {
        List<String> tickets = List.of(newTicket(), "9" + "0".repeat(3) + newTicket(), newTicket());
        List<String> pieces = new ArrayList<>(List.of(UUID.randomUUID().toString()));
        for (String ticket : List.of(tickets.get(0), tickets.get(2))) {
            thuliumHas(ticket, ticket(ticket));
        }
        for (String ticket : tickets) {
            String id = UuidCreator.getTimeOrderedEpochPlus1().toString();
            hub.bean(Ledger.class).accept(new Inbound(UUID.fromString(id), "demo", "thulium", Instant.now(),
                    UUID.randomUUID(), FORM, "{}", thin(ticket).getBytes(StandardCharsets.UTF_8), null, List.of()));
            pieces.addAll(List.of(id, id));
        }

        new JmsTemplate(hub.bean(ConnectionFactory.class))
                .convertAndSend(WorkDispatcher.PROCESS_QUEUE, String.join("\n", pieces));

        awaitDelivered(pieces.get(1));
        awaitState(pieces.get(3), "QUARANTINED");
        awaitDelivered(pieces.get(5));
    }

    @Test
    void aTicketThatThuliumDoesNotKnowIsAskedForAgainThenQuarantined() {
        String id = accepted(FORM, thin("9" + "0".repeat(3) + newTicket()));
        JsonNode message = awaitState(id, "QUARANTINED");

        assertThat(message.path("reason").asText()).startsWith("thulium does not know ticket 9000");
    }

    @Test
    void whileThuliumIsDownMessagesWait() {
        String ticket = newTicket();
        thuliumHas(ticket, ticket(ticket));
        behave("thulium", "{\"mode\":\"down\"}");
        String id = accepted(FORM, thin(ticket));
        JsonNode waiting = awaitMessage(id, message -> message.path("attempts").asInt() >= 2);
        assertThat(waiting.path("state").asText()).isEqualTo("WAITING");
        assertThat(waiting.has("nextAttemptAt")).isTrue();
        assertThat(waiting.path("reason").asText()).contains("UNREACHABLE");
        assertThat(ask("/api/ops/messages?q=" + ticket).path("items")).hasSize(1);

        behave("thulium", "{\"mode\":\"failing\",\"status\":503,\"failures\":2}");
        awaitDelivered(id);
    }

    @Test
    void anUnknownSkuIsAWarningOnTheCase() {
        String ticket = newTicket();
        ObjectNode odd = ticket(ticket);
        odd.withObject("/custom_fields").put("product_sku", "OLD-" + ticket);
        String number = awaitDelivered(posted(ticket, odd)).path("caseNumber").asText();

        assertThat(ask("/api/csp/rma/" + number).path("warnings").findValuesAsText("code"))
                .containsExactly("unknown-sku");
        assertThat(received("csp", number).get(0).at("/body/warnings/0").asText()).contains("OLD-" + ticket);
    }

    @Test
    void withoutProductsTheCaseIsOpenedAllTheSame() {
        behave("products", "{\"mode\":\"down\"}");
        String ticket = newTicket();
        ObjectNode odd = ticket(ticket);
        odd.withObject("/custom_fields").put("product_sku", "NEW-" + ticket);
        String number = awaitDelivered(posted(ticket, odd)).path("caseNumber").asText();

        assertThat(ask("/api/csp/rma/" + number).path("warnings").findValuesAsText("code"))
                .containsExactly("unchecked-sku");
    }

    /** Texts that some parser, mapping or database might choke on; each message still comes to an end. */
    @ParameterizedTest
    @ValueSource(strings = {"a\\u0000b", "\\ud800", "\\ud83d\\ude00", "\\u202e\\u0007\\u001b[31m", "%00", "${7*7}",
            "#{x}", "{{hub:target.csp.url}}"})
    void strangeTextsDoNotGetStuck(String text) {
        String ticket = newTicket();
        String id = accepted(JSON, """
                {"action":"TICKET_CREATED","ticket_id":"%s","customer_id":"%s","ticket":{"ticket_id":"%s",\
                "ticket_queue_id":32,"from":"a@example.com","subject":"%s","custom_fields":{"serial_number":"%s"},\
                "messages":[{"message_id":1,"type":"MAIL","body":"%s"}]}}"""
                .formatted(ticket, text, ticket, text, serial(ticket), text));
        JsonNode message = awaitMessage(id, m -> !m.path("state").asText().equals("WAITING"));

        assertThat(message.path("state").asText()).isIn("PROCESSED", "QUARANTINED");
        assertThat(message.toString()).doesNotContain("localhost:" + hub.port() + "/sandbox/csp");
        if (message.path("state").asText().equals("PROCESSED")) {
            awaitDelivered(id);
        }
    }

    @Test
    void aTicketThatIsNoTicketIsQuarantined() {
        String ticket = newTicket();
        for (String odd : List.of("[]", "{}", "{\"ticket_id\":[1]}",
                "{\"ticket_id\":\"../../x\",\"ticket_queue_id\":32}")) {
            String id = accepted(JSON, "{\"action\":\"X" + odd.hashCode() + "\",\"ticket_id\":\"" + ticket
                    + "\",\"date\":\"x\",\"ticket\":" + odd + "}");
            awaitMessage(id, m -> !m.path("state").asText().equals("WAITING"));
        }
        assertThat(ledger().path("unaccounted").asLong()).isZero();
    }

    @Test
    void aTicketNumberCannotLeaveItsPlaceInThePath() {
        String id = accepted(FORM, "action=TICKET_CREATED&ticket_id=..%2F..%2Fcsp%2Freceived%3Fq%3D1&date=x");
        JsonNode message = awaitState(id, "QUARANTINED");
        assertThat(message.path("stages").findValuesAsText("stage")).doesNotContain("ENRICHED");
    }
}
