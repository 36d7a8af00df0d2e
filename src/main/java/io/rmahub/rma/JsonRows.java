package io.rmahub.rma;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.function.Consumer;

/**
 * Rows as PostgreSQL writes them with {@code to_jsonb}: columns in snake case, times with offset. A column that the
 * type does not have is passed over.
 */
final class JsonRows {

    /** Columns of type text that hold JSON. PostgreSQL could not take it apart: its jsonb refuses U+0000. */
    private static final List<String> JSON_TEXTS = List.of("ticket", "warnings", "detail");

    private static final JsonMapper ROWS = JsonMapper.builder().addModule(new JavaTimeModule())
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.READ_ENUMS_USING_TO_STRING)
            .enable(SerializationFeature.WRITE_ENUMS_USING_TO_STRING)
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .build();

    private JsonRows() {
    }

    /** The row as a value of this type; numbers as exact as PostgreSQL has them. */
    static <T> T read(String row, Class<T> type) {
        try {
            return ROWS.readValue(row, type);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The same for a row with columns that hold JSON as text. */
    static <T> T readNested(String row, Class<T> type) {
        return readNested(row, type, columns -> { });
    }

    /** @param completion adds what no column has */
    static <T> T readNested(String row, Class<T> type, Consumer<ObjectNode> completion) {
        try {
            ObjectNode columns = (ObjectNode) ROWS.readTree(row);
            for (String column : JSON_TEXTS) {
                if (columns.path(column).isTextual()) {
                    columns.set(column, ROWS.readTree(columns.path(column).asText()));
                }
            }
            completion.accept(columns);
            // A JsonNode that is null in a row would become a node, and no null.
            columns.properties().removeIf(column -> column.getValue().isNull());
            return ROWS.treeToValue(columns, type);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** JSON that a column holds as text. */
    static JsonNode parse(String text) {
        try {
            return ROWS.readTree(text);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Rows for {@code jsonb_populate_recordset}. */
    static String write(List<?> rows) {
        try {
            return ROWS.writeValueAsString(rows);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
