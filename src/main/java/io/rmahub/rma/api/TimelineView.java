package io.rmahub.rma.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.UUID;

/**
 * One thing that happened to a case, in this hub or at another system.
 *
 * @param system {@code case}, or the source or target concerned
 * @param detail what explains it, of a form that depends on the event
 * @param cause  the message, command or timer that led to it
 * @param id     of the event, message or delivery
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record TimelineView(Instant at, String system, String event, String actor, String from, String to,
                           JsonNode detail, UUID cause, UUID id) {
}
