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
import io.rmahub.unit.ProductCatalogue;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangeProperty;
import org.apache.camel.Header;
import org.springframework.stereotype.Component;

/** The steps between the ledger and a decision, as the processing routes call them. */
@Component("processSteps")
public final class ProcessSteps {

    static final String PASSAGE = "passage";
    /** Exchange property: the id of the message, from before it could be read. */
    static final String WORK = "work";

    private final HubSettings settings;
    private final AdmissionControl pressure;
    private final OpenMessages openMessages;
    private final PostedBody bodies;
    private final Mappings mappings;
    private final Schemas schemas;
    private final SourceMappings sources;
    private final ProductCatalogue catalogue;
    private final DecisionService desk;
    private final Settlements settlements;
    private final ObjectMapper json;
    private final Clock clock;

    public ProcessSteps(HubSettings settings, AdmissionControl pressure, OpenMessages openMessages, PostedBody bodies,
                        Mappings mappings, Schemas schemas, SourceMappings sources, ProductCatalogue catalogue, DecisionService desk,
                        Settlements settlements, ObjectMapper json, Clock clock) {
        this.settings = settings;
        this.pressure = pressure;
        this.openMessages = openMessages;
        this.bodies = bodies;
        this.mappings = mappings;
        this.schemas = schemas;
        this.sources = sources;
        this.catalogue = catalogue;
        this.desk = desk;
        this.settlements = settlements;
        this.json = json;
        this.clock = clock;
    }

    /** Body: a message id. Goes on with its {@link ProcessingContext}, or stops if the message is accounted for. */
    public void load(Exchange exchange) {
        pressure.yieldToIngress();
        UUID id = UUID.fromString(exchange.getMessage().getBody(String.class));
        exchange.setProperty(WORK, id);
        OpenMessage message = openMessages.find(id).orElse(null);
        if (message == null) {
            exchange.setRouteStop(true);
            return;
        }
        SourceSettings source = settings.source(message.source());
        JsonNode event = bodies.read(source, message.body()).orElse(NullNode.getInstance());
        exchange.setProperty(PASSAGE, new ProcessingContext(message, source, event, json));
        if (event.isNull()) {
            throw new InvalidMessageException("The body is neither a JSON object nor a form", null);
        }
        PollMarker.question(message).ifPresent(asked -> passage(exchange).addStage(PollMarker.STAGE, message.receivedAt(), asked));
        exchange.setProperty("enrich", source.enrich());
        exchange.getMessage().removeHeaders("*");
        exchange.getMessage().setBody(null);
    }

    private static ProcessingContext passage(Exchange exchange) {
        return exchange.getProperty(PASSAGE, ProcessingContext.class);
    }

    /** Body: a JSON object that completes the event, kept under the name in the header {@code part}. */
    public void keep(@ExchangeProperty(PASSAGE) ProcessingContext passage, @Header("part") String part, Exchange exchange)
            throws JsonProcessingException {
        String text = exchange.getMessage().getBody(String.class);
        passage.parts().set(part, json.readTree(text));
        passage.addStage("ENRICHED", clock.instant(), text);
    }

    /** Maps to the canonical message, validates it, and lets its handler read it. */
    public void shape(@ExchangeProperty(PASSAGE) ProcessingContext passage, Exchange exchange) throws JsonProcessingException {
        JsonNode canonical = mappings.apply(sources.mappingOf(passage.message().source()), mappingInput(passage));
        if (canonical.path("ignored").isTextual()) {
            ignore(passage, canonical.path("ignored").asText(), exchange);
            return;
        }
        String text = json.writeValueAsString(canonical);
        passage.becomes(canonical);
        passage.addStage("CANONICAL", clock.instant(), text);
        validate(canonical, text);
        String type = canonical.path("type").asText();
        FactHandler handler = desk.handlerOf(type)
                .orElseThrow(() -> new InvalidMessageException("Nothing here decides on " + type, "/type"));
        Interpretation reading = handler.read(passage.message().source(), canonical);
        if (reading instanceof Interpretation.Relevant wanted) {
            passage.means(wanted.subject());
            exchange.setProperty("sku", catalogue.unheardOf(wanted.productSku()) ? wanted.productSku() : null);
        } else if (reading instanceof Interpretation.Irrelevant unwanted) {
            ignore(passage, unwanted.reason(), exchange);
        }
    }

    private JsonNode mappingInput(ProcessingContext passage) {
        OpenMessage message = passage.message();
        ObjectNode input = json.createObjectNode();
        ObjectNode about = input.putObject("message");
        about.put("id", message.id().toString()).put("source", message.source()).put("orgId", message.orgId())
                .put("receivedAt", message.receivedAt().toString())
                .put("timeZone", passage.source().timeZone().getId());
        about.set("settings", sources.settingsOf(message.source()));
        input.set("event", passage.event());
        if (passage.event().path("ticket").isObject()) {
            input.set("ticket", passage.event().path("ticket"));
        }
        input.setAll(passage.parts());
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

    /** Body: the catalogue's answer about the exchange property {@code sku}. */
    public void learnProduct(Exchange exchange, @ExchangeProperty("sku") String sku) throws JsonProcessingException {
        int status = exchange.getMessage().getHeader(Exchange.HTTP_RESPONSE_CODE, 0, Integer.class);
        catalogue.learn(sku, status, exchange.getMessage().getBody(String.class));
    }

    /** Decides in one transaction; nothing is called from here on. */
    public void decide(@ExchangeProperty(PASSAGE) ProcessingContext passage) {
        OpenMessage message = passage.message();
        desk.decide(new CanonicalMessage(message.id(), message.orgId(), message.source(), passage.canonical(), passage.meaning(),
                passage.stages(), Keys.of(passage.canonical())));
    }

    /** Accounts for a message that leads to nothing; the header {@code reason} says why. */
    public void ignore(@ExchangeProperty(PASSAGE) ProcessingContext passage, @Header("reason") String reason, Exchange exchange) {
        settle(passage, MessageState.IGNORED, reason, null);
        exchange.setRouteStop(true);
    }

    void settle(ProcessingContext passage, MessageState state, String reason, String path) {
        OpenMessage message = passage.message();
        settlements.settle(new Settlement(message.id(), message.orgId(), message.source(), state, reason, path, null,
                clock.instant(), passage.stages(), Keys.of(passage.canonical())));
    }
}
