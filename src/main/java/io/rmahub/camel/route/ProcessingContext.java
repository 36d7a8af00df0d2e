package io.rmahub.camel.route;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rmahub.engine.ledger.OpenMessage;
import io.rmahub.engine.ledger.Stage;
import io.rmahub.engine.processing.Interpretation;
import io.rmahub.engine.processing.LookUp;
import io.rmahub.engine.settings.SourceSettings;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.apache.camel.Exchange;

/** One message on its way through the processing routes; lives as long as one attempt and in one thread. */
public final class ProcessingContext implements LookUpContext {

    /** The exchange property under which a route keeps its context; each kind of route has its own kind of context. */
    static final String PROPERTY = "context";

    private final UUID messageId;
    private final ObjectNode enrichments;
    private final List<Stage> stages = new ArrayList<>();
    private OpenMessage message;
    private SourceSettings source;
    private JsonNode event;
    private String fetched;
    private JsonNode canonical;
    private Object subject;
    private LookUp lookUp;
    private String irrelevance;

    ProcessingContext(UUID messageId, ObjectMapper json) {
        this.messageId = messageId;
        this.enrichments = json.createObjectNode();
    }

    static ProcessingContext of(Exchange exchange) {
        return exchange.getProperty(PROPERTY, ProcessingContext.class);
    }

    /** Known from the beginning, even while the database cannot say more. */
    UUID messageId() {
        return messageId;
    }

    void begin(OpenMessage open, SourceSettings sender, JsonNode posted) {
        message = open;
        source = sender;
        event = posted;
    }

    /** For routes: false once the message is accounted for. */
    public boolean open() {
        return message != null;
    }

    /** Null unless {@link #open}. */
    OpenMessage message() {
        return message;
    }

    SourceSettings source() {
        return source;
    }

    JsonNode event() {
        return event;
    }

    /** For routes: the endpoint of the route that completes a thin event, or null. */
    public String enrich() {
        return source.enrich();
    }

    /** What was fetched to complete the event, by name. */
    ObjectNode enrichments() {
        return enrichments;
    }

    /** What the enriching route asks its source for, as people call it; null if it asked for nothing. */
    String fetched() {
        return fetched;
    }

    void fetches(String what) {
        fetched = what;
    }

    List<Stage> stages() {
        return stages;
    }

    void addStage(String name, Instant at, String content) {
        stages.add(new Stage(name, at, content));
    }

    /** Null until the event is translated. */
    JsonNode canonical() {
        return canonical;
    }

    void canonical(JsonNode translated) {
        canonical = translated;
    }

    void relevant(Interpretation.Relevant interpretation, LookUp needed) {
        subject = interpretation.subject();
        lookUp = needed;
    }

    void irrelevant(String reason) {
        irrelevance = reason;
    }

    /** The canonical message as its handler reads it. */
    Object subject() {
        return subject;
    }

    /** For routes: what another system has to be asked about before the decision, or null. */
    @Override
    public LookUp lookUp() {
        return lookUp;
    }

    /** For routes: why the message leads to nothing, or null. */
    public String irrelevance() {
        return irrelevance;
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
