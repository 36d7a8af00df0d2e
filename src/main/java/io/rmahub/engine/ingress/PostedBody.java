package io.rmahub.engine.ingress;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rmahub.engine.settings.SourceSettings;
import io.rmahub.engine.settings.SourceSettings.Format;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;

/**
 * Reads JSON, URL-encoded forms and XML, whatever the sender calls them: several senders document no content type, or
 * send the wrong one, so the first byte decides. Which of them a source may send is in its settings.
 */
@Component
public final class PostedBody {

    /** Levels of objects and lists, or of elements: far beyond any real message, far from the end of a stack. */
    static final int DEEPEST = 100;
    /** The one field of what was a JSON array. */
    static final String ITEMS = "items";

    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xef, (byte) 0xbb, (byte) 0xbf};

    private final ObjectReader strict = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(DEEPEST).build()).build())
            .build().reader().with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    /**
     * The body as an object: a form's fields are texts, a list is the field {@code items}, and XML is read as
     * {@link XmlBody} says. Empty if it is nothing that this source may send. JSON and forms are in UTF-8.
     */
    public Optional<JsonNode> read(SourceSettings source, byte[] body) {
        SourceSettings.Body how = source.body();
        int first = firstByte(body);
        Optional<JsonNode> read = switch (first) {
            case -1 -> Optional.empty();
            case '{' -> how.formats().contains(Format.JSON) ? json(body) : Optional.empty();
            case '[' -> how.formats().contains(Format.LIST) ? json(body) : Optional.empty();
            case '<', 0xfe, 0xff -> how.formats().contains(Format.XML)
                    ? XmlBody.read(body, how.arrays()) : Optional.empty();
            default -> how.formats().contains(Format.FORM) ? form(body) : Optional.empty();
        };
        return read.flatMap(event -> unwrapped((ObjectNode) event, how));
    }

    /** First byte that says something, or -1. */
    private static int firstByte(byte[] body) {
        int start = body.length >= 3 && ByteBuffer.wrap(body, 0, 3).equals(ByteBuffer.wrap(BYTE_ORDER_MARK)) ? 3 : 0;
        for (int i = start; i < body.length; i++) {
            if (body[i] != ' ' && body[i] != '\t' && body[i] != '\r' && body[i] != '\n') {
                return body[i] & 0xff;
            }
        }
        return -1;
    }

    private Optional<JsonNode> json(byte[] body) {
        try {
            utf8(body);
            JsonNode read = strict.readTree(body);
            if (read.isArray()) {
                return Optional.of(JsonNodeFactory.instance.objectNode().set(ITEMS, read));
            }
            return Optional.of(read).filter(JsonNode::isObject);
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static Optional<JsonNode> form(byte[] body) {
        ObjectNode fields = JsonNodeFactory.instance.objectNode();
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

    /** The event with JSON and XML read that was text in one of its fields; empty if such a text cannot be read. */
    private Optional<JsonNode> unwrapped(ObjectNode event, SourceSettings.Body how) {
        for (String field : how.unwrap()) {
            if (event.path(field).isTextual()) {
                Optional<JsonNode> inner = inner(event.path(field).asText().strip(), how.arrays());
                if (inner.isEmpty()) {
                    return Optional.empty();
                }
                event.set(field, inner.get());
            }
        }
        return Optional.of(event);
    }

    private Optional<JsonNode> inner(String text, Set<String> arrays) {
        if (text.startsWith("<")) {
            return XmlBody.read(text, arrays);
        }
        return text.startsWith("{") || text.startsWith("[")
                ? json(text.getBytes(StandardCharsets.UTF_8)) : Optional.empty();
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
