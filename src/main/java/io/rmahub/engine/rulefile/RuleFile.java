package io.rmahub.engine.rulefile;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * A YAML file of business rules, as a person who runs the business writes it.
 *
 * <p>Read strictly: an unknown or repeated field and a missing or impossible value are errors with
 * file and line, because a misspelt rule that is passed over decides wrongly for months.
 *
 * @param <T>     the record that the file is read into; its constructor checks the values
 * @param value   what the file says
 * @param version first 12 hex digits of the SHA-256 of the text in UTF-8: the same text is the same version
 */
public record RuleFile<T>(T value, String version) {

    private static final int VERSION_DIGITS = 12;
    private static final ObjectMapper YAML = YAMLMapper.builder()
            .addModule(new JavaTimeModule())
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.READ_ENUMS_USING_TO_STRING)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .build();

    /**
     * Reads the file.
     *
     * @throws InvalidRuleFileException when it cannot be read or a rule is wrong; the message has file, line and reason
     */
    public static <T> RuleFile<T> read(Path file, Class<T> type) {
        try {
            return parse(file.toString(), Files.readString(file), type);
        } catch (IOException e) {
            throw new InvalidRuleFileException(file + ": cannot be read (" + e + ")", e);
        }
    }

    /**
     * Reads a text that is not, or no longer, in a file: an earlier version of the rules.
     *
     * @param name how a mistake in the text is reported
     * @throws InvalidRuleFileException when a rule is wrong; the message has name, line, the path of the field and the
     *                                  reason
     */
    public static <T> RuleFile<T> parse(String name, String text, Class<T> type) {
        try {
            T value = YAML.readValue(text, type);
            if (value == null) {
                throw new InvalidRuleFileException(name + ": the file is empty", null);
            }
            return new RuleFile<>(value, version(text.getBytes(StandardCharsets.UTF_8)));
        } catch (JsonProcessingException e) {
            throw new InvalidRuleFileException(name + place(e.getLocation()) + ": " + reason(e), e);
        }
    }

    /**
     * The line on which an element of a list begins, for a mistake that only shows when rules are compared.
     *
     * @return such as {@code :14}; empty when the text has no such list
     */
    public static String place(String text, String list, int index) {
        Node root = new Yaml().compose(new StringReader(text));
        if (root instanceof MappingNode mapping) {
            for (NodeTuple entry : mapping.getValue()) {
                if (entry.getKeyNode() instanceof ScalarNode key && key.getValue().equals(list)
                        && entry.getValueNode() instanceof SequenceNode rows && index < rows.getValue().size()) {
                    return ":" + (rows.getValue().get(index).getStartMark().getLine() + 1);
                }
            }
        }
        return "";
    }

    private static String place(JsonLocation location) {
        return location == null ? "" : ":" + location.getLineNr();
    }

    private static String reason(JsonProcessingException e) {
        String field = e instanceof JsonMappingException mapping ? path(mapping.getPath()) : "";
        String why = e instanceof ValueInstantiationException && e.getCause() != null
                ? e.getCause().getMessage()
                : e.getOriginalMessage();
        return field.isEmpty() ? why : field + ": " + why;
    }

    private static String path(List<JsonMappingException.Reference> references) {
        StringBuilder path = new StringBuilder();
        for (JsonMappingException.Reference reference : references) {
            if (reference.getFieldName() == null) {
                path.append('[').append(reference.getIndex()).append(']');
            } else {
                path.append(path.isEmpty() ? "" : ".").append(reference.getFieldName());
            }
        }
        return path.toString();
    }

    private static String version(byte[] content) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(content);
            return HexFormat.of().formatHex(Arrays.copyOf(hash, VERSION_DIGITS / 2));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }

    /** A rule file that must be corrected before the hub starts. */
    public static final class InvalidRuleFileException extends RuntimeException {
        public InvalidRuleFileException(String message, Throwable cause) {
            super(message, cause);
        }
    }
}
