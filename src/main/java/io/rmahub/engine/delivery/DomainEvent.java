package io.rmahub.engine.delivery;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.UUID;

/**
 * Something that happened to a case, a warranty or another thing that the hub keeps, as told to other systems.
 *
 * @param aggregateType what it happened to: {@code rma}, {@code warranty} …
 * @param lineId        id of that thing; a target sees the events of one line in order
 * @param subject       its number, serial or other name that people search by
 * @param causeId       the message that led to it, or the id of the command or timer that did
 * @param payload       a CloudEvent
 */
public record DomainEvent(UUID id, String orgId, String type, String aggregateType, UUID lineId, String subject,
                          UUID causeId, Instant at, JsonNode payload) {

    /** Reads id, type and subject from the CloudEvent itself. */
    public static DomainEvent of(JsonNode payload, String aggregateType, String orgId, UUID lineId, UUID causeId,
                                 Instant at) {
        return new DomainEvent(UUID.fromString(payload.path("id").asText()), orgId, payload.path("type").asText(),
                aggregateType, lineId, payload.path("subject").asText(), causeId, at, payload);
    }
}
