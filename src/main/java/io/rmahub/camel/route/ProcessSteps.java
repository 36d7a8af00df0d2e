package io.rmahub.camel.route;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rmahub.engine.ingress.AdmissionControl;
import io.rmahub.engine.ingress.PostedBody;
import io.rmahub.engine.ledger.MessageState;
import io.rmahub.engine.ledger.OpenMessage;
import io.rmahub.engine.ledger.OpenMessages;
import io.rmahub.engine.ledger.Settlement;
import io.rmahub.engine.ledger.Settlements;
import io.rmahub.engine.mapping.Mappings;
import io.rmahub.engine.mapping.Schemas;
import io.rmahub.engine.processing.CanonicalMessage;
import io.rmahub.engine.processing.DecisionService;
import io.rmahub.engine.processing.FactHandler;
import io.rmahub.engine.processing.Interpretation;
import io.rmahub.engine.processing.InvalidMessageException;
import io.rmahub.engine.settings.HubSettings;
import io.rmahub.engine.settings.SourceSettings;
import io.rmahub.shipment.polling.PollMarker;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.apache.camel.Exchange;
import org.springframework.stereotype.Component;

/** The steps between the ledger and a decision, as the processing routes call them. */
@Component("processSteps")
public final class ProcessSteps {

    private final HubSettings settings;
    private final AdmissionControl admission;
    private final OpenMessages openMessages;
    private final PostedBody bodies;
    private final Mappings mappings;
    private final Schemas schemas;
    private final SourceMappings sources;
    private final LookUpSteps lookUps;
    private final DecisionService decisions;
    private final Settlements settlements;
    private final ObjectMapper json;
    private final Clock clock;

    ProcessSteps(HubSettings settings, AdmissionControl admission, OpenMessages openMessages, PostedBody bodies,
                 Mappings mappings, Schemas schemas, SourceMappings sources, LookUpSteps lookUps,
                 DecisionService decisions, Settlements settlements, ObjectMapper json, Clock clock) {
        this.settings = settings;
        this.admission = admission;
        this.openMessages = openMessages;
        this.bodies = bodies;
        this.mappings = mappings;
        this.schemas = schemas;
        this.sources = sources;
        this.lookUps = lookUps;
        this.decisions = decisions;
        this.settlements = settlements;
        this.json = json;
        this.clock = clock;
    }

    /** Body: a message id. Its context says whether it is open; an accounted one needs nothing more. */
    public void load(Exchange exchange) {
        admission.yieldToIngress();
        UUID id = UUID.fromString(exchange.getMessage().getBody(String.class));
        ProcessingContext context = new ProcessingContext(id, json);
        exchange.setProperty(ProcessingContext.PROPERTY, context);
        exchange.getMessage().removeHeaders("*");
        exchange.getMessage().setBody(null);
        openMessages.find(id).ifPresent(message -> begin(context, message));
    }

    private void begin(ProcessingContext context, OpenMessage message) {
        SourceSettings source = settings.source(message.source());
        JsonNode event = bodies.read(source, message.body()).orElse(NullNode.getInstance());
        context.begin(message, source, event);
        if (event.isNull()) {
            throw new InvalidMessageException("The body is neither a JSON object nor a form", null);
        }
        PollMarker.question(message)
                .ifPresent(question -> context.addStage(PollMarker.STAGE, message.receivedAt(), question));
    }

    /** The enriching route is about to ask for what this field of the event names; people call it {@code kind}. */
    public void beginFetch(Exchange exchange, String kind, String field) {
        ProcessingContext context = ProcessingContext.of(exchange);
        context.fetches(kind + " " + context.text(field));
    }

    /** Body: a JSON object that completes the event; the mapping finds it under this name. */
    public void addEnrichment(Exchange exchange, String name) throws JsonProcessingException {
        ProcessingContext context = ProcessingContext.of(exchange);
        String text = exchange.getMessage().getBody(String.class);
        context.enrichments().set(name, json.readTree(text));
        context.addStage("ENRICHED", clock.instant(), text);
    }

    /** Translates to the canonical message, validates it, and lets its handler interpret it. */
    public void translate(Exchange exchange) throws JsonProcessingException {
        ProcessingContext context = ProcessingContext.of(exchange);
        String source = context.message().source();
        JsonNode canonical = mappings.apply(sources.mappingOf(source), mappingInput(context));
        if (canonical.path("ignored").isTextual()) {
            context.irrelevant(canonical.path("ignored").asText());
            return;
        }
        String text = json.writeValueAsString(canonical);
        context.canonical(canonical);
        context.addStage("CANONICAL", clock.instant(), text);
        validate(canonical, text);
        String type = canonical.path("type").asText();
        FactHandler handler = decisions.handlerOf(type)
                .orElseThrow(() -> new InvalidMessageException("Nothing here decides on " + type, "/type"));
        Interpretation interpretation = handler.read(source, canonical);
        if (interpretation instanceof Interpretation.Relevant relevant) {
            context.relevant(relevant, lookUps.needed(relevant.lookUp()));
        } else if (interpretation instanceof Interpretation.Irrelevant irrelevant) {
            context.irrelevant(irrelevant.reason());
        }
    }

    private JsonNode mappingInput(ProcessingContext context) {
        OpenMessage message = context.message();
        ObjectNode input = json.createObjectNode();
        ObjectNode about = input.putObject("message");
        about.put("id", message.id().toString()).put("source", message.source()).put("orgId", message.orgId())
                .put("receivedAt", message.receivedAt().toString())
                .put("timeZone", context.source().timeZone().getId());
        about.set("settings", sources.settingsOf(message.source()));
        input.set("event", context.event());
        if (context.event().path("ticket").isObject()) {
            input.set("ticket", context.event().path("ticket"));
        }
        input.setAll(context.enrichments());
        return input;
    }

    private void validate(JsonNode canonical, String text) {
        List<Schemas.Violation> violations = schemas.validate(canonical.path("type").asText(), canonical);
        if (!violations.isEmpty()) {
            throw new InvalidMessageException(violations.get(0).reason(), violations.get(0).path());
        }
        if (text.contains("\\u0000")) {
            throw new InvalidMessageException("A text holds the character U+0000, which no database takes", null);
        }
    }

    /** Decides in one transaction; nothing is called from here on. */
    public void decide(Exchange exchange) {
        ProcessingContext context = ProcessingContext.of(exchange);
        OpenMessage message = context.message();
        decisions.decide(new CanonicalMessage(message.id(), message.orgId(), message.source(), context.canonical(),
                context.subject(), context.stages(), Keys.of(context.canonical())));
    }

    /** Accounts for a message that leads to nothing. Body: why. */
    public void ignore(Exchange exchange) {
        settle(ProcessingContext.of(exchange), MessageState.IGNORED, exchange.getMessage().getBody(String.class), null);
    }

    void settle(ProcessingContext context, MessageState state, String reason, String path) {
        OpenMessage message = context.message();
        settlements.settle(new Settlement(message.id(), message.orgId(), message.source(), state, reason, path, null,
                clock.instant(), context.stages(), Keys.of(context.canonical())));
    }
}
