package io.rmahub.engine.delivery;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.f4b6a3.uuid.UuidCreator;
import io.rmahub.engine.ledger.BusinessKey;
import io.rmahub.engine.ledger.Inbound;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * What a target answered when an event was delivered to it.
 *
 * @param event     the CloudEvent that was delivered
 * @param answer    the answer as JSON; a text if it is none
 * @param reference the target's own id in that answer; null only for listeners that want none
 */
public record Receipt(String target, JsonNode event, JsonNode answer, String reference) {

    /**
     * The answer to a question as a message of {@code source}: {@code {"asked", "answer"}}. The question's id is the
     * key of its answer: a question is answered once.
     */
    public Inbound asMessage(String source, Instant now, List<BusinessKey> keys) {
        JsonNode asked = event.path("data");
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.set("asked", asked);
        body.set("answer", answer);
        return new Inbound(UuidCreator.getTimeOrderedEpochPlus1(), asked.path("orgId").asText(), source, now,
                UUID.fromString(event.path("id").asText()), "application/json", "{}",
                body.toString().getBytes(StandardCharsets.UTF_8), null, keys);
    }
}
