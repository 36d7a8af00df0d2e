package io.rmahub.stock;

import com.fasterxml.jackson.databind.JsonNode;
import io.rmahub.engine.processing.CanonicalMessage;
import io.rmahub.stock.model.BookedMovement;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * What the stock system answered about a place.
 *
 * @param since  the answer names what was booked from then on
 * @param asOf   the moment that it is of
 * @param onHand how many are there, or null if it does not say
 */
record StockReport(UUID messageId, Place place, Instant since, Instant asOf, Long onHand, List<BookedMovement> booked) {

    /** A place by its names. */
    record Place(String orgId, String sku, String warehouse) {
    }

    /** A clock that is ahead must not outdo later answers. */
    static StockReport of(CanonicalMessage fact, Instant now) {
        JsonNode data = fact.canonical().path("data");
        List<BookedMovement> booked = new ArrayList<>();
        data.path("movements").forEach(movement -> booked.add(new BookedMovement(
                movement.required("movementId").asText(), movement.path("caseNumber").asText(null),
                movement.required("qty").asInt()
                * (movement.required("direction").asText().equals("OUT") ? -1 : 1))));
        Instant asOf = time(data, "asOf");
        return new StockReport(fact.messageId(),
                new Place(fact.orgId(), data.required("sku").asText(), data.required("warehouse").asText()),
                time(data, "since"), asOf.isAfter(now) ? now : asOf,
                data.has("onHand") ? data.path("onHand").asLong() : null, List.copyOf(booked));
    }

    /** Without the movements of other organisations: their cases may have the same numbers. */
    List<BookedMovement> bookedFor(Map<String, String> owners) {
        return booked.stream().filter(movement ->
                owners.getOrDefault(movement.id(), place.orgId()).equals(place.orgId())).toList();
    }

    private static Instant time(JsonNode data, String field) {
        return OffsetDateTime.parse(data.required(field).asText()).toInstant();
    }
}
