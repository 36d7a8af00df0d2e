package io.rmahub.delivery;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.UncheckedIOException;
import java.util.UUID;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Events by id: those just decided from memory, older ones from the outbox. */
@Component
public final class Payloads {

    private static final int REMEMBERED = 5_000;

    private final Cache<UUID, JsonNode> recent = Caffeine.newBuilder().maximumSize(REMEMBERED).build();
    private final ObjectMapper json;
    private final JdbcTemplate jdbc;

    public Payloads(ObjectMapper json, JdbcTemplate jdbc) {
        this.json = json;
        this.jdbc = jdbc;
    }

    /** The event's payload; must not be changed by the caller. */
    public JsonNode of(UUID eventId) {
        return recent.get(eventId, this::read);
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
