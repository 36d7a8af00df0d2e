package io.rmahub.engine.ingress;

import com.fasterxml.jackson.databind.JsonNode;
import io.rmahub.engine.settings.SourceSettings;
import io.rmahub.engine.settings.SourceSettings.DedupKey;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * The key by which a source's repeat is recognised: configured fields of the body
 * or headers, or the hash of the body's raw bytes.
 *
 * <p>A header that looks like an event id is never used by its name: one carrier sends its secret in
 * {@code X-Event-Id}, the same every time.
 */
final class DedupKeys {

    private static final String HEADER = "header:";

    private DedupKeys() {
    }

    /** The headers (lower case) that the settings name as part of a key. */
    static Set<String> headers(SourceSettings source) {
        return source.dedup().stream().flatMap(key -> key.fields().stream()).filter(field -> field.startsWith(HEADER))
                .map(DedupKeys::header).collect(Collectors.toSet());
    }

    private static String header(String field) {
        String name = field.substring(HEADER.length()).toLowerCase(Locale.ROOT);
        return name.endsWith("?") ? name.substring(0, name.length() - 1) : name;
    }

    private static String single(Map<String, List<String>> headers, String field) {
        List<String> values = headers.getOrDefault(header(field), List.of());
        return values.size() != 1 || values.get(0).isBlank() ? null : values.get(0).strip();
    }

    /** 128 bits of SHA-256 over source and key; two keys of one source never share a separator. */
    static UUID of(String name, SourceSettings source, JsonNode body, byte[] raw, Map<String, List<String>> headers) {
        MessageDigest digest = sha256();
        digest.update((source.orgId() + "\n" + name + "\n").getBytes(StandardCharsets.UTF_8));
        List<String> values = values(source, body, headers);
        if (values.isEmpty()) {
            digest.update("raw\n".getBytes(StandardCharsets.UTF_8));
            digest.update(raw);
        } else {
            for (String value : values) {
                byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
                digest.update((bytes.length + ":").getBytes(StandardCharsets.UTF_8));
                digest.update(bytes);
            }
        }
        ByteBuffer hash = ByteBuffer.wrap(digest.digest());
        return new UUID(hash.getLong(), hash.getLong());
    }

    private static List<String> values(SourceSettings source, JsonNode body, Map<String, List<String>> headers) {
        for (DedupKey key : source.dedup()) {
            if (key.when().entrySet().stream().allMatch(c -> c.getValue().equals(BodyFields.text(body, c.getKey())))) {
                return present(key, body, headers);
            }
        }
        return List.of();
    }

    /** Name and value of each field that is there; nothing at all if one is missing that must not. */
    private static List<String> present(DedupKey key, JsonNode body, Map<String, List<String>> headers) {
        List<String> values = new ArrayList<>();
        for (String field : key.fields()) {
            boolean optional = field.endsWith("?");
            String name = optional ? field.substring(0, field.length() - 1) : field;
            String value = name.startsWith(HEADER) ? single(headers, name) : BodyFields.text(body, name);
            if (value != null) {
                values.add(name);
                values.add(value);
            } else if (!optional) {
                return List.of();
            }
        }
        return values;
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
