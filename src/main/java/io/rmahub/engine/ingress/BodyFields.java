package io.rmahub.engine.ingress;

import com.fasterxml.jackson.databind.JsonNode;
import io.rmahub.engine.ledger.BusinessKey;
import io.rmahub.engine.settings.SourceSettings;
import java.util.ArrayList;
import java.util.List;

/** Reads single values of a posted body. */
final class BodyFields {

    /** Some senders write this text where they have nothing. */
    private static final String NOTHING = "null";

    private BodyFields() {
    }

    /** The text of a scalar by field name or JSON pointer; null if absent, empty or the word {@code null}. */
    static String text(JsonNode body, String field) {
        JsonNode value = field.startsWith("/") ? body.at(field) : body.path(field);
        if (!value.isValueNode() || value.isNull()) {
            return null;
        }
        String text = value.asText().strip();
        return text.isEmpty() || text.equals(NOTHING) ? null : text;
    }

    /** The business keys that the source's settings find in the body. */
    static List<BusinessKey> keys(SourceSettings source, JsonNode body) {
        List<BusinessKey> keys = new ArrayList<>();
        source.keys().forEach((kind, field) -> {
            String value = text(body, field);
            if (value != null) {
                keys.add(new BusinessKey(kind, value));
            }
        });
        return keys;
    }
}
