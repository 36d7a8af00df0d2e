package io.rmahub.engine.web;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonMappingException.Reference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.type.TypeFactory;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import jakarta.validation.Path;
import jakarta.validation.Validator;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.openapitools.jackson.nullable.JsonNullable;
import org.openapitools.jackson.nullable.JsonNullableModule;
import org.springframework.beans.BeanUtils;
import org.springframework.stereotype.Component;

/**
 * Reads JSON into records and names everything that is wrong with it at once: each field that there is not, that is
 * not of its form, and that a constraint (Bean Validation) forbids. A text is stripped, and a blank one is null. A
 * component of type {@link JsonNullable} knows whether its field was given, be it as null.
 */
@Component
public final class RequestReader {

    private static final int LONGEST_NAME_SHOWN = 50;

    private static final JsonMapper JSON = JsonMapper.builder()
            .addModule(new JavaTimeModule()).addModule(new JsonNullableModule()).addModule(new StrictValues())
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.READ_ENUMS_USING_TO_STRING)
            .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .build();

    private final Validator validator;

    public RequestReader(Validator validator) {
        this.validator = validator;
    }

    /**
     * Reads a body.
     *
     * @throws RefusedException 400 if it is no JSON object, 422 if the object is not valid
     */
    public <T extends Record> T read(byte[] body, Class<T> type) {
        return read(object(body), type);
    }

    private static JsonNode object(byte[] body) {
        try {
            JsonNode read = JSON.readTree(body);
            if (read instanceof MissingNode) {
                return JSON.createObjectNode();
            }
            if (read.isObject()) {
                return read;
            }
        } catch (JsonProcessingException e) {
            throw RefusedException.unreadable("", "The body is not a JSON object: " + where(e));
        } catch (IOException e) {
            throw RefusedException.unreadable("", "The body is not text in UTF-8");
        }
        throw RefusedException.unreadable("", "The body is not a JSON object");
    }

    private static String where(JsonProcessingException e) {
        return e.getLocation() == null ? "it cannot be read"
                : "line " + e.getLocation().getLineNr() + ", column " + e.getLocation().getColumnNr()
                        + " cannot be read";
    }

    /**
     * Reads an object, for example a line of a file.
     *
     * @throws RefusedException 422 if it is not valid
     */
    public <T extends Record> T read(JsonNode object, Class<T> type) {
        Map<String, FieldProblem> problems = new LinkedHashMap<>();
        RecordComponent[] components = type.getRecordComponents();
        Object[] values = new Object[components.length];
        for (int i = 0; i < components.length; i++) {
            values[i] = value(object, components[i], problems);
        }
        Set<String> known = Arrays.stream(components).map(RecordComponent::getName).collect(Collectors.toSet());
        object.fieldNames().forEachRemaining(name -> {
            if (!known.contains(name)) {
                add(problems, "/" + shown(name), "there is no such field");
            }
        });
        T read = make(type, components, values);
        // The validator returns them as a set: without an order the same request would be answered in several ways.
        validator.validate(read).stream()
                .map(violation -> new FieldProblem(pointer(violation.getPropertyPath()), violation.getMessage()))
                .sorted(Comparator.comparing(FieldProblem::path).thenComparing(FieldProblem::reason))
                .forEach(problem -> add(problems, problem.path(), problem.reason()));
        if (!problems.isEmpty()) {
            throw RefusedException.invalid(List.copyOf(problems.values()));
        }
        return read;
    }

    private static Object value(JsonNode object, RecordComponent component, Map<String, FieldProblem> problems) {
        String name = component.getName();
        var type = TypeFactory.defaultInstance().constructType(component.getGenericType());
        boolean nullable = type.hasRawClass(JsonNullable.class);
        JsonNode node = object.get(name);
        if (node == null) {
            return nullable ? JsonNullable.undefined() : null;
        }
        try {
            Object value = node.isNull() ? null
                    : JSON.readerFor(nullable ? type.containedType(0) : type).readValue(node);
            return nullable ? JsonNullable.of(value) : value;
        } catch (JsonMappingException e) {
            add(problems, "/" + escaped(name) + pointer(e.getPath()), ValueForms.of(e, type));
        } catch (IOException e) {
            add(problems, "/" + escaped(name), "cannot be read");
        }
        return nullable ? JsonNullable.undefined() : null;
    }

    /** Of each field the first problem counts. */
    private static void add(Map<String, FieldProblem> problems, String path, String reason) {
        problems.putIfAbsent(path, new FieldProblem(path, reason));
    }

    private static <T extends Record> T make(Class<T> type, RecordComponent[] components, Object[] values) {
        try {
            Class<?>[] types = Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
            return BeanUtils.instantiateClass(type.getDeclaredConstructor(types), values);
        } catch (NoSuchMethodException e) {
            throw new IllegalStateException("A record has a constructor of its components", e);
        }
    }

    private static String pointer(List<Reference> path) {
        return path.stream().map(step -> "/" + (step.getFieldName() == null ? step.getIndex() + ""
                : escaped(shown(step.getFieldName())))).collect(Collectors.joining());
    }

    private static String pointer(Path path) {
        List<String> steps = new ArrayList<>();
        for (Path.Node node : path) {
            if (node.getIndex() != null) {
                steps.add(node.getIndex().toString());
            }
            if (node.getName() != null && !node.getName().startsWith("<")) {
                steps.add(escaped(node.getName()));
            }
        }
        return steps.isEmpty() ? "" : "/" + String.join("/", steps);
    }

    /** As {@link JsonPointer} wants it. */
    private static String escaped(String name) {
        return name.replace("~", "~0").replace("/", "~1");
    }

    private static String shown(String name) {
        return name.length() <= LONGEST_NAME_SHOWN ? name : name.substring(0, LONGEST_NAME_SHOWN) + "…";
    }
}
