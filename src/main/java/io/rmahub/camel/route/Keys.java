package io.rmahub.camel.route;

import com.fasterxml.jackson.databind.JsonNode;
import io.rmahub.engine.ledger.BusinessKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Which fields of a canonical message people search by. */
final class Keys {

    private static final Map<String, String> FIELDS = Map.of(
            "external-ref", "/data/externalRef",
            "serial", "/data/serialNumber",
            "ticket", "/data/ticket/id",
            "customer", "/data/customerId",
            "site", "/data/siteId",
            "asset", "/data/assetId");

    private Keys() {
    }

    /** @param canonical may be null: a message that never got that far has no keys beyond those of the door */
    static List<BusinessKey> of(JsonNode canonical) {
        List<BusinessKey> keys = new ArrayList<>();
        if (canonical != null) {
            FIELDS.forEach((kind, pointer) -> {
                String value = canonical.at(pointer).asText("");
                if (!value.isBlank()) {
                    keys.add(new BusinessKey(kind, value));
                }
            });
        }
        return keys;
    }
}
