package io.rmahub.door;

import com.fasterxml.jackson.databind.JsonNode;
import io.rmahub.settings.SourceSettings;
import io.rmahub.settings.SourceSettings.DedupKey;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * The key by which a source's repeat is recognised: configured fields of the body, or the hash of its raw bytes.
 *
 * <p>A header that looks like an event id is never used by its name: one carrier sends its secret in
 * {@code X-Event-Id}, the same every time.
 */
final class DedupKeys {

    private DedupKeys() {
    }

    /** 128 bits of SHA-256 over source and key; two keys of one source never share a separator. */
    static UUID of(String name, SourceSettings source, JsonNode body, byte[] raw) {
        MessageDigest digest = sha256();
        digest.update((source.orgId() + "\n" + name + "\n").getBytes(StandardCharsets.UTF_8));
        List<String> values = values(source, body);
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

    private static List<String> values(SourceSettings source, JsonNode body) {
        for (DedupKey key : source.dedup()) {
            if (key.when().entrySet().stream().allMatch(c -> c.getValue().equals(Fields.text(body, c.getKey())))) {
                return present(key, body);
            }
        }
        return List.of();
    }

    /** Name and value of each field that is there; nothing at all if one is missing that must not. */
    private static List<String> present(DedupKey key, JsonNode body) {
        List<String> values = new ArrayList<>();
        for (String field : key.fields()) {
            boolean optional = field.endsWith("?");
            String name = optional ? field.substring(0, field.length() - 1) : field;
            String value = Fields.text(body, name);
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
