package io.rmahub.shipment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rmahub.shipment.model.Place;
import io.rmahub.shipment.model.ShipmentStatus;
import io.rmahub.shipment.model.StatusReason;
import io.rmahub.shipment.model.TrackingEvent;
import io.rmahub.shipment.model.TrackingUpdate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Between canonical JSON (shipment.status-changed.v1, which fits its schema) and the records of the rules. */
final class TrackingEventJson {

    private TrackingEventJson() {
    }

    static List<TrackingUpdate> updates(JsonNode canonical) {
        List<TrackingUpdate> updates = new ArrayList<>();
        for (JsonNode shipment : canonical.at("/data/shipments")) {
            List<String> aliases = new ArrayList<>();
            shipment.path("aliases").forEach(alias -> aliases.add(alias.asText()));
            List<TrackingEvent> events = new ArrayList<>();
            shipment.path("events").forEach(event -> events.add(read(event)));
            updates.add(new TrackingUpdate(shipment.path("carrier").asText().toLowerCase(Locale.ROOT),
                    text(shipment, "trackingNumber"), text(shipment, "shipmentRef"), aliases, events));
        }
        return updates;
    }

    static TrackingEvent read(JsonNode event) {
        JsonNode place = event.path("place");
        String reason = text(event, "reason");
        return new TrackingEvent(ShipmentStatus.valueOf(event.path("status").asText()),
                reason == null ? null : StatusReason.valueOf(reason), OffsetDateTime.parse(event.path("at").asText()),
                text(event, "rawTime"), event.path("zoneAssumed").asBoolean(), event.path("dateOnly").asBoolean(),
                event.path("code").asText(), text(event, "text"), event.path("toSender").asBoolean(),
                place.isObject() ? new Place(text(place, "city"), text(place, "postalCode"), text(place, "country"),
                        text(place, "name")) : null);
    }

    static ObjectNode write(TrackingEvent event) {
        ObjectNode json = JsonNodeFactory.instance.objectNode().put("status", event.status().name());
        put(json, "reason", event.reason() == null ? null : event.reason().name());
        json.put("at", event.at().toString());
        put(json, "rawTime", event.rawTime());
        flag(json, "zoneAssumed", event.zoneAssumed());
        flag(json, "dateOnly", event.dateOnly());
        json.put("code", event.code());
        put(json, "text", event.text());
        flag(json, "toSender", event.toSender());
        if (event.place() != null) {
            json.set("place", place(event.place()));
        }
        return json;
    }

    static ObjectNode place(Place place) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        put(json, "city", place.city());
        put(json, "postalCode", place.postalCode());
        put(json, "country", place.country());
        put(json, "name", place.name());
        return json;
    }

    static void put(ObjectNode json, String field, String value) {
        if (value != null) {
            json.put(field, value);
        }
    }

    private static void flag(ObjectNode json, String field, boolean value) {
        if (value) {
            json.put(field, true);
        }
    }

    private static String text(JsonNode node, String field) {
        return node.hasNonNull(field) ? node.path(field).asText() : null;
    }
}
