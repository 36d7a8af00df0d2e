package io.rmahub.engine.ingress.verification;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * One field of a posted JSON object or form, for signatures that are in the body or cover parts of it.
 *
 * <p>A field that occurs twice is not there: a signature over the one would vouch for the other.
 */
final class BodyField {

    private static final JsonFactory JSON =
            JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

    private BodyField() {
    }

    /**
     * The bytes (UTF-8) of the field's text; of a JSON object, list or number the very bytes that were sent.
     *
     * @param field name at the top, or JSON pointer
     * @return null if it is not there, is null, or the body cannot be read
     */
    static byte[] of(byte[] body, String field) {
        try {
            return startsAsObject(body) ? json(body, field) : form(body, field);
        } catch (IOException | IllegalArgumentException e) {
            return null;
        }
    }

    private static boolean startsAsObject(byte[] body) {
        for (byte b : body) {
            if (b != ' ' && b != '\t' && b != '\r' && b != '\n') {
                return b == '{';
            }
        }
        return false;
    }

    private static byte[] json(byte[] body, String field) throws IOException {
        JsonPointer wanted = JsonPointer.compile(
                field.startsWith("/") ? field : "/" + field.replace("~", "~0").replace("/", "~1"));
        byte[] found = null;
        try (JsonParser parser = JSON.createParser(body)) {
            // To the end, so that a second field of the same name is seen.
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                if (token != JsonToken.FIELD_NAME && !token.isStructEnd() && isAt(parser, token, wanted)) {
                    found = value(body, parser, token);
                }
            }
        }
        return found;
    }

    /** Inside an object or list that just began, the context is already its own; its place is the parent's. */
    private static boolean isAt(JsonParser parser, JsonToken token, JsonPointer wanted) {
        var context = token.isStructStart() ? parser.getParsingContext().getParent() : parser.getParsingContext();
        return !context.inRoot() && context.pathAsPointer().equals(wanted);
    }

    private static byte[] value(byte[] body, JsonParser parser, JsonToken token) throws IOException {
        if (token == JsonToken.VALUE_NULL) {
            return null;
        }
        if (!token.isStructStart()) {
            return parser.getText().getBytes(StandardCharsets.UTF_8);
        }
        int start = (int) parser.currentTokenLocation().getByteOffset();
        parser.skipChildren();
        int end = (int) parser.currentLocation().getByteOffset();
        return start < 0 || end < start ? null : Arrays.copyOfRange(body, start, end);
    }

    private static byte[] form(byte[] body, String field) {
        byte[] found = null;
        for (String pair : new String(body, StandardCharsets.UTF_8).strip().split("&")) {
            int equals = pair.indexOf('=');
            if (equals > 0 && URLDecoder.decode(pair.substring(0, equals), StandardCharsets.UTF_8).equals(field)) {
                if (found != null) {
                    return null;
                }
                found = URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8)
                        .getBytes(StandardCharsets.UTF_8);
            }
        }
        return found;
    }
}
