package io.rmahub.rma.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;

/**
 * One line of a case's own history.
 *
 * @param detail what explains it, of a form that depends on the event
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record EventView(Instant at, String actorId, String event, String fromValue, String toValue, JsonNode detail) {
}
