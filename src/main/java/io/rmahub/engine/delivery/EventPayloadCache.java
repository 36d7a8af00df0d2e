package io.rmahub.engine.delivery;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.UncheckedIOException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Events by id: those just decided from memory, older ones from the outbox. */
@Component
public final class EventPayloadCache {

    private static final int REMEMBERED = 5_000;

    /**
     * Least recently used go first. An event is read a few times right after it was written and never again, so a cache
     * that evicts by frequency would hold old events and refuse new ones.
     */
    private final Map<UUID, JsonNode> recent = Collections.synchronizedMap(new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<UUID, JsonNode> eldest) {
            return size() > REMEMBERED;
        }
    });
    private final ObjectMapper json;
    private final JdbcTemplate jdbc;

    public EventPayloadCache(ObjectMapper json, JdbcTemplate jdbc) {
        this.json = json;
        this.jdbc = jdbc;
    }

    /** The event's payload; must not be changed by the caller. */
    public JsonNode of(UUID eventId) {
        JsonNode payload = recent.get(eventId);
        if (payload == null) {
            payload = read(eventId);
            recent.put(eventId, payload);
        }
        return payload;
    }

    /** Keeps the payload at hand and returns its text. */
    String remember(DomainEvent event) {
        recent.put(event.id(), event.payload());
        try {
            return json.writeValueAsString(event.payload());
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private JsonNode read(UUID eventId) {
        String payload = jdbc.queryForObject("select payload from outbox_event where id = ?", String.class, eventId);
        try {
            return json.readTree(payload);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
