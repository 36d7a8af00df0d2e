package io.rmahub.support;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** What the sandbox neighbours say they were sent. */
public final class Neighbours {

    private final URI base;

    /** @param base scheme, host and port of the sandbox or of a hub that holds it */
    public Neighbours(URI base) {
        this.base = base;
    }

    /** Effective calls (distinct keys), all calls, and how many calls repeated a key. */
    public record Count(long effective, long calls, long repeated) {
    }

    /** One call that a neighbour accepted for the first time. */
    public record Received(String idempotencyKey, String path, Instant receivedAt, String body) {

        /** Where a case or ticket may be named: the path and the body. */
        public String text() {
            return path + "\n" + body;
        }
    }

    public Count count(String neighbour) {
        JsonNode answer = Json.get(received(neighbour, 1), null);
        return new Count(answer.required("count").asLong(), answer.required("calls").asLong(),
                answer.required("repeated").asLong());
    }

    /** Every effective call whose body the neighbour still holds. */
    public List<Received> all(String neighbour) {
        List<Received> received = new ArrayList<>();
        for (JsonNode item : Json.get(received(neighbour, 1_000_000), null).path("items")) {
            JsonNode body = item.path("body");
            received.add(new Received(item.path("idempotencyKey").asText(), item.path("path").asText(),
                    Instant.parse(item.path("receivedAt").asText()),
                    body.isTextual() ? body.asText() : body.toString()));
        }
        return received;
    }

    /** Forgets what a neighbour was sent. */
    public void clear(String neighbour) {
        Json.delete(base.resolve("/sandbox/" + neighbour + "/received"));
    }

    private URI received(String neighbour, int limit) {
        return base.resolve("/sandbox/" + neighbour + "/received?limit=" + limit);
    }
}
