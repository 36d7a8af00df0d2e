package io.rmahub.camel.route;

import com.fasterxml.jackson.databind.JsonNode;
import io.rmahub.engine.delivery.ClaimedDelivery;
import java.time.Instant;
import java.util.UUID;
import org.apache.camel.Exchange;

/** One delivery on its way through a deliver route; lives as long as one attempt and in one thread. */
public final class DeliveryContext {

    private final UUID deliveryId;
    private ClaimedDelivery delivery;
    private Instant startedAt;
    private String request;
    private JsonNode answer;

    DeliveryContext(UUID deliveryId) {
        this.deliveryId = deliveryId;
    }

    static DeliveryContext of(Exchange exchange) {
        return exchange.getProperty(ProcessingContext.PROPERTY, DeliveryContext.class);
    }

    /** Known from the beginning, even while the database cannot say more. */
    UUID deliveryId() {
        return deliveryId;
    }

    void claim(ClaimedDelivery claimed, Instant at) {
        delivery = claimed;
        startedAt = at;
    }

    /** For routes: whether this attempt is ours to make. */
    public boolean claimed() {
        return delivery != null;
    }

    /** Null until it is claimed. */
    ClaimedDelivery delivery() {
        return delivery;
    }

    Instant startedAt() {
        return startedAt;
    }

    /** What is sent, as text for people; null until it is translated. */
    String request() {
        return request;
    }

    void request(String text) {
        request = text;
    }

    /** The answer as JSON where the message's body itself is none; null otherwise. */
    JsonNode answer() {
        return answer;
    }

    void answer(JsonNode json) {
        answer = json;
    }
}
