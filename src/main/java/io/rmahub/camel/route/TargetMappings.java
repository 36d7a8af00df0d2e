package io.rmahub.camel.route;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rmahub.engine.delivery.ClaimedDelivery;
import io.rmahub.engine.delivery.EventPayloadCache;
import io.rmahub.engine.mapping.Mappings;
import io.rmahub.engine.settings.HubSettings;
import org.springframework.stereotype.Component;

/** Brings the event of a delivery into its target's shape. */
@Component
final class TargetMappings {

    private final HubSettings settings;
    private final EventPayloadCache payloads;
    private final Mappings mappings;
    private final ObjectMapper json;

    TargetMappings(HubSettings settings, EventPayloadCache payloads, Mappings mappings, ObjectMapper json) {
        this.settings = settings;
        this.payloads = payloads;
        this.mappings = mappings;
        this.json = json;
    }

    /**
     * What {@code targets/<target>} makes of the event.
     *
     * @throws io.rmahub.engine.mapping.MappingException if it can make nothing of it
     */
    JsonNode translate(ClaimedDelivery delivery) {
        ObjectNode input = json.createObjectNode();
        input.set("event", payloads.of(delivery.eventId()));
        input.putObject("delivery").put("id", delivery.id().toString()).put("target", delivery.target())
                .put("attempt", delivery.attempt());
        input.set("settings", json.valueToTree(settings.target(delivery.target()).settings()));
        return mappings.apply("targets/" + delivery.target(), input);
    }
}
