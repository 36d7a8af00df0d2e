package io.rmahub.rules;

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
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * A YAML file of business rules, as a person who runs the business writes it.
 *
 * <p>Read strictly: an unknown or repeated field and a missing or impossible value are errors with
 * file and line, because a misspelt rule that is passed over decides wrongly for months.
 *
 * @param <T>     the record that the file is read into; its constructor checks the values
 * @param value   what the file says
 * @param version first 12 hex digits of the SHA-256 of the file's bytes: the same text is the same version
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
     * @throws InvalidRuleFile when it cannot be read or a rule is wrong; the message has file, line and reason
     */
    public static <T> RuleFile<T> read(Path file, Class<T> type) {
        try {
            byte[] content = Files.readAllBytes(file);
            T value = YAML.readValue(new String(content, StandardCharsets.UTF_8), type);
            if (value == null) {
                throw new InvalidRuleFile(file + ": the file is empty", null);
            }
            return new RuleFile<>(value, version(content));
        } catch (JsonProcessingException e) {
            throw new InvalidRuleFile(file + place(e.getLocation()) + ": " + reason(e), e);
        } catch (IOException e) {
            throw new InvalidRuleFile(file + ": cannot be read (" + e + ")", e);
        }
    }

    private static String place(JsonLocation location) {
        return location == null ? "" : ":" + location.getLineNr();
    }

    private static String reason(JsonProcessingException e) {
        if (e instanceof ValueInstantiationException && e.getCause() != null) {
            return e.getCause().getMessage();
        }
        String field = e instanceof JsonMappingException mapping
                ? mapping.getPath().stream().map(JsonMappingException.Reference::getFieldName)
                        .filter(Objects::nonNull).map(name -> name + ": ").collect(Collectors.joining())
                : "";
        return field + e.getOriginalMessage();
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
    public static final class InvalidRuleFile extends RuntimeException {
        public InvalidRuleFile(String message, Throwable cause) {
            super(message, cause);
        }
    }
}
