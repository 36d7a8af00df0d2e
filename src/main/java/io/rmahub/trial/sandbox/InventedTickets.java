package io.rmahub.trial.sandbox;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.Optional;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;

/**
 * A helpdesk with a ticket for every number below 900,000,000, invented from the number alone: the same number
 * always gives the same ticket, in every process. A ticket that was set takes the place of the invented one.
 */
@SandboxOnly
@Component
class InventedTickets {

    private static final long FIRST_UNKNOWN = 900_000_000L;
    private static final int MOST_SET = 10_000;
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,9}");

    private final Cache<String, ObjectNode> set = Caffeine.newBuilder().maximumSize(MOST_SET).build();

    /** The ticket as the helpdesk answers it, or empty when it knows none of that number. */
    Optional<ObjectNode> find(String id, boolean customFields) {
        ObjectNode given = set.getIfPresent(id);
        if (given != null) {
            return Optional.of(customFields ? given : given.deepCopy().without("custom_fields"));
        }
        if (!NUMBER.matcher(id).matches() || Long.parseLong(id) >= FIRST_UNKNOWN) {
            return Optional.empty();
        }
        return Optional.of(InventedTicket.of(Long.parseLong(id)).toJson(JsonNodeFactory.instance, customFields));
    }

    void set(String id, ObjectNode ticket) {
        if (!ticket.has("ticket_id")) {
            ticket.put("ticket_id", id);
        }
        set.put(id, ticket);
    }

    void unset(String id) {
        set.invalidate(id);
    }
}
