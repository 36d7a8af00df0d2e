package io.rmahub.unit;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import io.rmahub.engine.processing.InvalidMessageException;
import io.rmahub.unit.ReadingFields.Value;
import io.rmahub.unit.model.ImplausibleValue;
import io.rmahub.unit.model.Plausibility;
import io.rmahub.unit.model.Reading;
import java.io.IOException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.function.Consumer;

/**
 * Reads one record of the topic: plain JSON, or a CloudEvent 1.0 with JSON data in structured or binary mode. A value
 * that is not believed counts as not reported; a record that cannot be read, belongs to no unit or has no possible
 * time is refused.
 *
 * <p>Reads tokens, builds no tree. Safe for use by many threads.
 */
public final class ReadingParser {

    private static final JsonFactory JSON = new JsonFactory();

    private final ReadingFields fields;
    private final Plausibility plausibility;
    private final ZoneId zone;

    ReadingParser(ReadingFields fields, Plausibility plausibility, ZoneId zone) {
        this.fields = fields;
        this.plausibility = plausibility;
        this.zone = zone;
    }

    /**
     * One record of a topic.
     *
     * @param key     the serial number, or null
     * @param time    attribute {@code time} of a CloudEvent in binary mode, or null
     * @param subject attribute {@code subject} of a CloudEvent in binary mode, or null
     */
    public record Posted(String key, byte[] value, String time, String subject) {
    }

    /** Made from the configured field names and limits; {@code zone} is where times without an offset were written. */
    public static ReadingParser of(TelemetrySettings settings, ZoneId zone) {
        return new ReadingParser(new ReadingFields(settings.fields()), settings.plausibility(), zone);
    }

    /**
     * Reads a record.
     *
     * @param implausible is given each value that counts as not reported, unless the whole record is malformed
     * @throws InvalidMessageException if it is; the text holds no value of the reading but its time
     */
    public Reading read(Posted posted, Instant now, Consumer<ImplausibleValue> implausible) {
        if (posted.value() == null || posted.value().length == 0) {
            throw new InvalidMessageException("the record has no value");
        }
        ReadingDraft draft = new ReadingDraft(plausibility);
        draft.time = posted.time();
        draft.subject = posted.subject();
        try (JsonParser json = JSON.createParser(posted.value())) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                throw new InvalidMessageException("the value is not a JSON object");
            }
            object(json, draft, true);
            if (json.nextToken() != null) {
                throw new InvalidMessageException("there is something behind the JSON object");
            }
        } catch (JsonProcessingException e) {
            throw new InvalidMessageException("the value is not JSON");
        } catch (IOException e) {
            throw new InvalidMessageException("the value is not text in UTF-8");
        }
        if (draft.cloudEvent && !draft.hasData) {
            throw new InvalidMessageException("the CloudEvent has no JSON object as data");
        }
        Reading reading = draft.reading(posted.key(), zone, now);
        draft.implausibleValues().forEach(implausible);
        return reading;
    }

    private void object(JsonParser json, ReadingDraft draft, boolean outermost) throws IOException {
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String name = json.currentName();
            JsonToken token = json.nextToken();
            Value value = fields.named(name);
            if (value != null) {
                draft.take(value, json, token);
            } else if (outermost && envelope(name, json, token, draft)) {
                draft.cloudEvent |= name.equals("specversion");
            } else {
                json.skipChildren();
            }
        }
    }

    /** Whether the field is one of a CloudEvent that matters here. */
    private boolean envelope(String name, JsonParser json, JsonToken token, ReadingDraft draft) throws IOException {
        switch (name) {
            case "specversion" -> json.skipChildren();
            case "time" -> draft.time = scalar(json, token);
            case "subject" -> draft.subject = scalar(json, token);
            case "data" -> {
                if (token == JsonToken.START_OBJECT) {
                    draft.hasData = true;
                    object(json, draft, false);
                } else {
                    json.skipChildren();
                }
            }
            default -> {
                return false;
            }
        }
        return true;
    }

    private static String scalar(JsonParser json, JsonToken token) throws IOException {
        if (token.isScalarValue() && token != JsonToken.VALUE_NULL) {
            return json.getText();
        }
        json.skipChildren();
        return null;
    }
}
