package io.rmahub.engine.mapping;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.PathType;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion.VersionFlag;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The JSON Schemas (draft 2020-12) of canonical messages and domain events, read when this object is made.
 *
 * <p>The file name is the CloudEvent type with its first point as a hyphen:
 * {@code rma.requested.v1} is held to {@code rma-requested.v1.schema.json}. The file holds
 * messages to the same type ({@code properties.type.const}), so that a copied file that was not edited is
 * found at start.
 *
 * <p>Formats such as {@code date-time} are checked. Safe for use by many threads.
 */
public final class Schemas {

    private static final String SUFFIX = ".schema.json";
    /** Enough to repair a message; a wrong list of thousands does not make a reason of megabytes. */
    private static final int REPORTED_AT_MOST = 20;

    private final SortedMap<String, JsonSchema> schemas = new TreeMap<>();

    /**
     * One thing that does not fit.
     *
     * @param path   JSON pointer of the field, empty for the whole message; for a field that is missing, of
     *               the object that lacks it
     * @param reason what is wrong, without the field's value unless the schema itself names it
     */
    public record Violation(String path, String reason) {
    }

    /**
     * Reads every schema in {@code <mappings>/canonical}.
     *
     * @throws IllegalStateException when there is none, or one is wrong, naming the file
     */
    public Schemas(Path mappings, ObjectMapper json) {
        Path folder = mappings.resolve("canonical");
        JsonSchemaFactory factory = JsonSchemaFactory.getInstance(VersionFlag.V202012);
        SchemaValidatorsConfig config = SchemaValidatorsConfig.builder()
                .formatAssertionsEnabled(true)
                .pathType(PathType.JSON_POINTER)
                .locale(Locale.ENGLISH)
                .build();
        for (Path file : files(folder)) {
            JsonNode content = read(file, json);
            String type = typeOf(file, content);
            try {
                JsonSchema schema = factory.getSchema(content, config);
                schema.initializeValidators();
                schemas.put(type, schema);
            } catch (RuntimeException e) {
                throw new IllegalStateException(file + ": " + e.getMessage(), e);
            }
        }
        if (schemas.isEmpty()) {
            throw new IllegalStateException("There is no *" + SUFFIX + " in " + folder);
        }
    }

    /** The CloudEvent types that have a schema, sorted. */
    public Set<String> types() {
        return Collections.unmodifiableSet(schemas.keySet());
    }

    /**
     * What does not fit the type's schema; empty when all does. A type without a schema is a violation of
     * {@code /type}, because an unchecked message must not pass as a checked one. At most 20 are named.
     */
    public List<Violation> validate(String type, JsonNode message) {
        JsonSchema schema = type == null ? null : schemas.get(type);
        if (schema == null) {
            return List.of(new Violation("/type", "there is no schema for the type " + type));
        }
        return schema.validate(message).stream()
                .limit(REPORTED_AT_MOST)
                .map(Schemas::violation)
                .toList();
    }

    private static Violation violation(ValidationMessage message) {
        String path = message.getInstanceLocation().toString();
        return new Violation(path, message.getError());
    }

    private static List<Path> files(Path folder) {
        try (Stream<Path> all = Files.list(folder)) {
            return all.filter(file -> file.toString().endsWith(SUFFIX)).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonNode read(Path file, ObjectMapper json) {
        try {
            return json.readTree(Files.readAllBytes(file));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(
                    file + ":" + e.getLocation().getLineNr() + ": " + e.getOriginalMessage(), e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String typeOf(Path file, JsonNode content) {
        String name = file.getFileName().toString();
        String type = content.at("/properties/type/const").asText();
        if (!name.equals(type.replaceFirst("\\.", "-") + SUFFIX)) {
            throw new IllegalStateException(
                    file + ": the file name does not agree with properties.type.const, \"" + type + "\"");
        }
        return type;
    }
}
