package io.rmahub.camel.route;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rmahub.engine.ledger.OpenMessage;
import io.rmahub.engine.ledger.Stage;
import io.rmahub.engine.settings.SourceSettings;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** One message on its way through the processing routes; lives as long as one attempt and in one thread. */
public final class ProcessingContext {

    private final OpenMessage message;
    private final SourceSettings source;
    private final JsonNode event;
    private final ObjectNode parts;
    private final List<Stage> stages = new ArrayList<>();
    private JsonNode canonical;
    private Object meaning;

    ProcessingContext(OpenMessage message, SourceSettings source, JsonNode event, ObjectMapper json) {
        this.message = message;
        this.source = source;
        this.event = event;
        this.parts = json.createObjectNode();
    }

    OpenMessage message() {
        return message;
    }

    SourceSettings source() {
        return source;
    }

    JsonNode event() {
        return event;
    }

    /** What was fetched to complete the event, by name. */
    ObjectNode parts() {
        return parts;
    }

    List<Stage> stages() {
        return stages;
    }

    void addStage(String name, Instant at, String content) {
        stages.add(new Stage(name, at, content));
    }

    JsonNode canonical() {
        return canonical;
    }

    void becomes(JsonNode canonical) {
        this.canonical = canonical;
    }

    /** The canonical message as its handler reads it. */
    Object meaning() {
        return meaning;
    }

    void means(Object subject) {
        this.meaning = subject;
    }

    /** For routes: whether the posted event already holds this object. */
    public boolean carries(String field) {
        return event.path(field).isObject();
    }

    /** For routes: the posted field's text; null if absent, empty or the word {@code null}. */
    public String text(String field) {
        JsonNode value = event.path(field);
        String text = value.isValueNode() ? value.asText().strip() : "";
        return text.isEmpty() || text.equals("null") ? null : text;
    }

    /** For routes: {@link #text} made safe to stand between two slashes of a path. */
    public String pathSegment(String field) {
        return URLEncoder.encode(text(field), StandardCharsets.UTF_8).replace("+", "%20");
    }
}
