package io.rmahub.rma;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * Reads the JSON of a request and tells everything that is wrong with it at once: each field that nobody asked for,
 * that is missing, too long or not of its form. What reads as markup is text like any other.
 */
final class CaseInput {

    private static final int LONGEST_SHOWN = 50;

    private final JsonNode body;
    private final Set<String> asked = new HashSet<>();
    private final ObjectNode problem = JsonNodeFactory.instance.objectNode();

    /** @throws CaseRefusedException 400 if it is no JSON object */
    CaseInput(String text, ObjectMapper json) {
        this.body = object(text, json);
    }

    private static JsonNode object(String text, ObjectMapper json) {
        try {
            JsonNode read = text == null || text.isBlank() ? json.createObjectNode() : json.readTree(text);
            if (read.isObject()) {
                return read;
            }
        } catch (JsonProcessingException e) {
            // Said below.
        }
        throw new CaseRefusedException(400, "Bad Request", "The body is not a JSON object",
                JsonNodeFactory.instance.objectNode());
    }

    /** Whether the field is given, be it as null. */
    boolean has(String field) {
        asked.add(field);
        return body.has(field);
    }

    /** Null if absent, null or blank. */
    String text(String field, int longest) {
        asked.add(field);
        JsonNode value = body.path(field);
        if (value.isMissingNode() || value.isNull()) {
            return null;
        }
        if (!value.isTextual() || !isText(value.asText(), longest)) {
            wrong(field, "a text of at most " + longest + " characters");
            return null;
        }
        return value.asText().isBlank() ? null : value.asText().strip();
    }

    String required(String field, int longest) {
        String text = text(field, longest);
        if (text == null) {
            wrong(field, "required: a text of at most " + longest + " characters");
        }
        return text;
    }

    /** The value that {@code reader} makes of the text; it throws IllegalArgumentException or DateTimeException. */
    <T> T read(String field, Function<String, T> reader, String form) {
        String text = text(field, 200);
        try {
            return text == null ? null : reader.apply(text);
        } catch (IllegalArgumentException | DateTimeException e) {
            wrong(field, form);
            return null;
        }
    }

    Instant time(String field) {
        return read(field, text -> OffsetDateTime.parse(text).toInstant(),
                "a time with offset, for example 2026-03-02T09:15:00+01:00");
    }

    LocalDate day(String field) {
        return read(field, LocalDate::parse, "a day, for example 2026-03-02");
    }

    Boolean flag(String field) {
        asked.add(field);
        JsonNode value = body.path(field);
        if (value.isMissingNode() || value.isNull()) {
            return null;
        }
        if (!value.isBoolean()) {
            wrong(field, "true or false");
            return null;
        }
        return value.booleanValue();
    }

    Integer number(String field, int least, int most) {
        asked.add(field);
        JsonNode value = body.path(field);
        if (value.isMissingNode() || value.isNull()) {
            return null;
        }
        if (!value.isIntegralNumber() || !value.canConvertToInt()
                || value.intValue() < least || value.intValue() > most) {
            wrong(field, "a whole number from " + least + " to " + most);
            return null;
        }
        return value.intValue();
    }

    /** A positive amount with at most two decimals; a number or its text. */
    BigDecimal amount(String field) {
        asked.add(field);
        JsonNode value = body.path(field);
        if (value.isMissingNode() || value.isNull()) {
            return null;
        }
        try {
            BigDecimal amount = new BigDecimal(value.isNumber() || value.isTextual() ? value.asText() : "x");
            if (amount.signum() > 0 && amount.scale() <= 2 && amount.precision() <= 14) {
                return amount;
            }
        } catch (NumberFormatException e) {
            // Said below.
        }
        wrong(field, "an amount above 0 with at most two decimals");
        return null;
    }

    List<String> texts(String field, int most, int longest) {
        asked.add(field);
        JsonNode value = body.path(field);
        List<String> texts = new ArrayList<>();
        if (value.isMissingNode() || value.isNull()) {
            return texts;
        }
        boolean good = value.isArray() && value.size() <= most;
        if (good) {
            for (JsonNode item : value) {
                good &= item.isTextual() && isText(item.asText(), longest) && !item.asText().isBlank();
                texts.add(item.asText().strip());
            }
        }
        if (!good) {
            wrong(field, "a list of at most " + most + " texts of at most " + longest + " characters");
        }
        return texts.stream().distinct().toList();
    }

    /** The first thing that is wrong with a field is told. */
    void wrong(String field, String should) {
        if (problem.withArray("errors").findValuesAsText("field").contains(field)) {
            return;
        }
        problem.withArray("errors").addObject().put("field", field).put("message", should);
    }

    /** @throws CaseRefusedException 422 if anything is wrong */
    void check() {
        body.fieldNames().forEachRemaining(field -> {
            if (!asked.contains(field)) {
                wrong(field.length() <= LONGEST_SHOWN ? field : field.substring(0, LONGEST_SHOWN) + "…",
                        "there is no such field");
            }
        });
        if (!problem.withArray("errors").isEmpty()) {
            StringBuilder said = new StringBuilder();
            problem.withArray("errors").forEach(error -> said.append(said.isEmpty() ? "" : "; ")
                    .append(error.path("field").asText()).append(": ").append(error.path("message").asText()));
            throw new CaseRefusedException(422, "Unprocessable Content", said.toString(), problem);
        }
    }

    private static boolean isText(String text, int longest) {
        return text.length() <= longest && text.chars().noneMatch(c -> c == 0)
                && text.codePoints().noneMatch(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE);
    }
}
