package io.rmahub.warranty.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.UUID;

/**
 * A decision as it was taken, and what the rules in force make of the same question today.
 *
 * @param question    what was asked; its fields depend on the rule
 * @param facts       everything that it was decided by, each with its kind
 * @param decision    what the rule gave; its fields depend on the rule
 * @param explanation everything that was considered
 * @param repeats     whether the rules of that time still give the same; null if they are not kept
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record DecisionView(UUID id, String serialNumber, UUID warrantyRecordId, String rule, String result,
                           String reason, String ruleSetVersion, Instant at, JsonNode question, JsonNode facts,
                           JsonNode explanation, JsonNode decision, Boolean repeats, Today today) {

    /** The same question under the rules in force. */
    public record Today(String ruleSetVersion, String result, String reason, JsonNode explanation, JsonNode decision) {
    }
}
