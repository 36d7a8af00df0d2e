package io.rmahub.engine.ingress;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.f4b6a3.uuid.UuidCreator;
import io.rmahub.engine.delivery.DomainEvent;
import io.rmahub.engine.processing.CanonicalMessage;
import io.rmahub.engine.processing.FactDecision;
import io.rmahub.engine.processing.FactHandler;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * Accepts subscriptions that a system offers: some begin to push only after the secret of their offer was sent back
 * to them. The answer leaves through the outbox like everything else, so that it is tried again.
 */
@Component
final class SubscriptionOfferHandler implements FactHandler {

    private final ObjectMapper json;

    SubscriptionOfferHandler(ObjectMapper json) {
        this.json = json;
    }

    @Override
    public String type() {
        return "subscription.offered.v1";
    }

    @Override
    public List<FactDecision> decide(List<CanonicalMessage> facts, Instant now) {
        return facts.stream().map(fact -> {
            String subject = fact.source() + "/" + fact.canonical().at("/data/subscription").asText();
            return FactDecision.processed("subscription " + subject + " accepted", null,
                    List.of(accepted(fact, subject, now)));
        }).toList();
    }

    private DomainEvent accepted(CanonicalMessage fact, String subject, Instant now) {
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
