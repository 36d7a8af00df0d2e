package io.rmahub.engine.ingress;

import com.fasterxml.jackson.databind.JsonNode;

/** Reads single values of a posted body. */
final class Fields {

    /** Some senders write this text where they have nothing. */
    private static final String NOTHING = "null";

    private Fields() {
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
}
