package io.rmahub.subscription;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.f4b6a3.uuid.UuidCreator;
import io.rmahub.decision.Fact;
import io.rmahub.decision.FactHandler;
import io.rmahub.decision.Ruling;
import io.rmahub.delivery.DomainEvent;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * Takes the pushes that a system offers: some begin to push only after the secret of their offer was sent back to
 * them (DHL Unified Push). The answer leaves through the outbox like everything else, so that it is tried again.
 */
@Component
final class SubscriptionOffers implements FactHandler {

    private final ObjectMapper json;

    SubscriptionOffers(ObjectMapper json) {
        this.json = json;
    }

    @Override
    public String type() {
        return "subscription.offered.v1";
    }

    @Override
    public List<Ruling> decide(Connection connection, List<Fact> facts, Instant now) {
        return facts.stream().map(fact -> {
            String subject = fact.source() + "/" + fact.canonical().at("/data/subscription").asText();
            return Ruling.processed("subscription " + subject + " accepted", null, List.of(accepted(fact, subject, now)));
        }).toList();
    }

    private DomainEvent accepted(Fact fact, String subject, Instant now) {
        JsonNode data = fact.canonical().path("data");
        ObjectNode event = json.createObjectNode()
                .put("specversion", "1.0").put("id", UuidCreator.getTimeOrderedEpochPlus1().toString())
                .put("source", "rma-hub").put("type", "subscription.accepted.v1").put("subject", subject)
                .put("time", now.toString()).put("datacontenttype", "application/json");
        event.set("data", data);
        UUID line = UUID.nameUUIDFromBytes((fact.orgId() + " " + subject).getBytes(StandardCharsets.UTF_8));
        return DomainEvent.of(event, "subscription", fact.orgId(), line, fact.messageId(), now);
    }
}
