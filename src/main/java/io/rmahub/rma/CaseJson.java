package io.rmahub.rma;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.UncheckedIOException;
import java.time.OffsetDateTime;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Rows as the API shows them: columns in camel case, times in UTC, what is null left out. */
@Component
final class CaseJson {

    /** Texts that hold JSON. */
    private static final Set<String> NESTED = Set.of("ticket", "warnings", "detail");

    private final ObjectMapper json;

    CaseJson(ObjectMapper json) {
        this.json = json;
    }

    ObjectNode shown(String row) {
        try {
            ObjectNode shown = json.createObjectNode();
            for (var field : json.readTree(row).properties()) {
                if (!field.getValue().isNull()) {
                    shown.set(camel(field.getKey()), value(field.getKey(), field.getValue()));
                }
            }
            return shown;
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private JsonNode value(String column, JsonNode value) throws JsonProcessingException {
        if (NESTED.contains(column) && value.isTextual()) {
            return json.readTree(value.asText());
        }
        boolean time = value.isTextual() && (column.endsWith("_at") || column.equals("at"));
        return time ? json.getNodeFactory().textNode(OffsetDateTime.parse(value.asText()).toInstant().toString()) : value;
    }

    private static String camel(String column) {
        StringBuilder name = new StringBuilder();
        for (String word : column.split("_")) {
            name.append(name.isEmpty() ? word : Character.toUpperCase(word.charAt(0)) + word.substring(1));
        }
        return name.toString();
    }
}
