package io.rmahub.casefact;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.UUID;

/**
 * Something that happened elsewhere and concerns a case: a parcel arrived, a visit was completed, an approval was
 * given.
 *
 * @param kind       what happened, for example {@code shipment.delivered}, {@code visit.completed},
 *                   {@code approval.approved}; the timeline shows it under this name
 * @param toValue    what it is about in one word or number (a tracking number, a state), or null
 * @param detail     everything else that the timeline tells, as JSON object
 * @param actor      who or what said so, for example {@code carrier:dhl}
 * @param causeId    the message that brought it, or the id of the command or timer that did
 * @param occurredAt when it happened, not when it became known
 */
public record CaseFact(String orgId, UUID caseId, String kind, String toValue, JsonNode detail, String actor,
                       UUID causeId, Instant occurredAt) {
}
