package io.rmahub.door;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * Reads JSON objects and URL-encoded forms, whatever the sender calls them: several senders document no content
 * type, or send the wrong one, so the first byte decides.
 */
@Component
public final class PostedBody {

    private final ObjectMapper json;
    private final ObjectReader strict;

    public PostedBody(ObjectMapper json) {
        this.json = json;
        this.strict = json.reader().with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
    }

    /** The body as an object (a form's fields are texts), or empty if it is neither JSON object nor form, in UTF-8. */
    public Optional<JsonNode> read(byte[] body) {
        int first = firstByte(body);
        return switch (first) {
            case -1 -> Optional.empty();
            case '{' -> object(body);
            default -> form(body);
        };
    }

    private static int firstByte(byte[] body) {
        for (byte b : body) {
            if (b != ' ' && b != '\t' && b != '\r' && b != '\n') {
                return b & 0xff;
            }
        }
        return -1;
    }

    private Optional<JsonNode> object(byte[] body) {
        try {
            utf8(body);
            return Optional.of(strict.readTree(body)).filter(JsonNode::isObject);
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private Optional<JsonNode> form(byte[] body) {
        ObjectNode fields = json.createObjectNode();
        try {
            for (String pair : utf8(body).strip().split("&")) {
                int equals = pair.indexOf('=');
                if (equals < 1) {
                    return Optional.empty();
                }
                fields.put(decoded(pair.substring(0, equals)), decoded(pair.substring(equals + 1)));
            }
        } catch (CharacterCodingException | IllegalArgumentException e) {
            return Optional.empty();
        }
        return Optional.of(fields);
    }

    /** A name with white space or markup in it was no form field: this keeps XML and prose out. */
    private static String decoded(String text) {
        if (text.chars().anyMatch(c -> c < '!' || c == '<' || c == '>' || c == '"')) {
            throw new IllegalArgumentException("Not URL-encoded");
        }
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    private static String utf8(byte[] body) throws CharacterCodingException {
        return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body)).toString();
    }
}
