package io.rmahub.delivery;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.UUID;

/**
 * Something that happened to a case, as told to other systems.
 *
 * @param payload a CloudEvent
 */
public record DomainEvent(UUID id, String orgId, String type, UUID caseId, String caseNumber, UUID messageId,
                          Instant at, JsonNode payload) {
}
