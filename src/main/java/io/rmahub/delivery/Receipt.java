package io.rmahub.delivery;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * What a target answered when an event was delivered to it.
 *
 * @param event     the CloudEvent that was delivered
 * @param answer    the answer as JSON; a text if it is none
 * @param reference the target's own id in that answer; null only for listeners that want none
 */
public record Receipt(String target, JsonNode event, JsonNode answer, String reference) {
}
