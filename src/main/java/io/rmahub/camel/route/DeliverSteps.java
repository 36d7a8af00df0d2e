package io.rmahub.camel.route;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.rmahub.engine.delivery.Attempt;
import io.rmahub.engine.delivery.Cause;
import io.rmahub.engine.delivery.ClaimedDelivery;
import io.rmahub.engine.delivery.DeliveryLeases;
import io.rmahub.engine.delivery.DeliveryRecorder;
import io.rmahub.engine.delivery.EventPayloadCache;
import io.rmahub.engine.delivery.QueuedDelivery;
import io.rmahub.engine.delivery.Receipts;
import io.rmahub.engine.delivery.WorkDispatcher;
import io.rmahub.engine.ingress.AdmissionControl;
import io.rmahub.engine.mapping.Mappings;
import io.rmahub.engine.settings.HubSettings;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangeProperty;
import org.apache.camel.Message;
import org.apache.camel.component.http.HttpMethods;
import org.apache.camel.component.kafka.KafkaConstants;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/** The steps of a delivery, as the deliver routes call them. */
@Component("deliverSteps")
public final class DeliverSteps {

    private static final Logger log = LoggerFactory.getLogger(DeliverSteps.class);
    static final String DELIVERY = "delivery";
    static final String REQUEST = "request";
    /** Exchange property: the answer as JSON where the body itself is none. */
    static final String ANSWER = "answer";
    private static final String STARTED = "startedAt";
    private static final Duration BREATH = Duration.ofSeconds(1);
    private static final int LONGEST_RESPONSE = 4_000;

    private final HubSettings settings;
    private final AdmissionControl pressure;
    private final DeliveryLeases claims;
    private final EventPayloadCache payloads;
    private final Mappings mappings;
    private final DeliveryRecorder outcomes;
    private final Receipts receipts;
    private final CallSteps calls;
    private final WorkDispatcher handOver;
    private final ObjectMapper json;
    private final Clock clock;

    public DeliverSteps(HubSettings settings, AdmissionControl pressure, DeliveryLeases claims, EventPayloadCache payloads,
                        Mappings mappings, DeliveryRecorder outcomes, Receipts receipts, CallSteps calls, WorkDispatcher handOver,
                        ObjectMapper json, Clock clock) {
        this.settings = settings;
        this.pressure = pressure;
        this.claims = claims;
        this.payloads = payloads;
        this.mappings = mappings;
        this.outcomes = outcomes;
        this.receipts = receipts;
        this.calls = calls;
        this.handOver = handOver;
        this.json = json;
        this.clock = clock;
    }

    /** Body: a delivery id. Stops if there is nothing to do: done, being called, or not due. */
    public void claim(Exchange exchange) {
        pressure.yieldToIngress();
        Message message = exchange.getMessage();
        boolean redelivered = message.getHeader("JMSRedelivered", false, Boolean.class);
        UUID id = UUID.fromString(message.getBody(String.class));
        exchange.setProperty(ProcessSteps.WORK, id);
        ClaimedDelivery delivery = claims.claim(id, redelivered).orElse(null);
        if (delivery == null) {
            exchange.setRouteStop(true);
            return;
        }
        message.removeHeaders("*");
        exchange.setProperty(DELIVERY, delivery);
        exchange.setProperty(STARTED, clock.instant());
    }

    /**
     * An HTTP request from the mapping's {@code method}, {@code path}, {@code query} (an object, if any),
     * {@code headers} (if any) and {@code body}.
     */
    public void shapeHttp(@ExchangeProperty(DELIVERY) ClaimedDelivery delivery, Exchange exchange)
            throws JsonProcessingException {
        JsonNode call = shape(delivery);
        Message message = exchange.getMessage();
        String body = json.writeValueAsString(call.path("body"));
        String method = call.path("method").asText("POST");
        String query = query(call.path("query"));
        // As the component's own type: it would look for a converter from text each time.
        message.setHeader(Exchange.HTTP_METHOD, HttpMethods.valueOf(method));
        message.setHeader(Exchange.HTTP_PATH, call.path("path").asText());
        if (!query.isEmpty()) {
            message.setHeader(Exchange.HTTP_QUERY, query);
        }
        message.setHeader(Exchange.CONTENT_TYPE, "application/json");
        message.setHeader("Idempotency-Key", "\"" + delivery.id() + "\"");
        call.path("headers").properties().forEach(header ->
                message.setHeader(header.getKey(), headerSafe(header.getValue().asText())));
        message.setBody(body);
        calls.authorise(message, settings.target(delivery.target()).auth());
        exchange.setProperty(REQUEST, method + " " + call.path("path").asText()
                + (query.isEmpty() ? "" : "?" + query) + "\n" + body);
    }

    private static String query(JsonNode parameters) {
        return parameters.properties().stream().map(parameter -> parameter.getKey() + "="
                + URLEncoder.encode(parameter.getValue().asText(), StandardCharsets.UTF_8).replace("+", "%20"))
                .collect(Collectors.joining("&"));
    }

    /** A mail from the mapping's {@code to}, {@code subject} and {@code text}. */
    public void shapeMail(@ExchangeProperty(DELIVERY) ClaimedDelivery delivery, Exchange exchange) {
        JsonNode mail = shape(delivery);
        Message message = exchange.getMessage();
        message.setHeader("To", headerSafe(mail.path("to").asText()));
        message.setHeader("From", settings.target(delivery.target()).settings().get("from"));
        message.setHeader("Subject", headerSafe(mail.path("subject").asText()));
        message.setHeader("Idempotency-Key", delivery.id().toString());
        message.setHeader("Message-ID", "<" + delivery.id() + "@rma-hub>");
        message.setHeader(Exchange.CONTENT_TYPE, "text/plain; charset=UTF-8");
        message.setBody(mail.path("text").asText());
        exchange.setProperty(REQUEST, "To: " + mail.path("to").asText() + "\nSubject: "
                + mail.path("subject").asText() + "\n\n" + mail.path("text").asText());
    }

    /** Text from outside must not begin a header line of its own. */
    private static String headerSafe(String text) {
        return text.replaceAll("[\\r\\n]+", " ");
    }

    /** A CloudEvent in Kafka's binary content mode (attributes as {@code ce_} headers), keyed by case number. */
    public void shapeEvent(@ExchangeProperty(DELIVERY) ClaimedDelivery delivery, Exchange exchange)
            throws JsonProcessingException {
        JsonNode shaped = shape(delivery);
        Message message = exchange.getMessage();
        shaped.path("value").properties().forEach(attribute -> {
            if (attribute.getValue().isTextual() && !attribute.getKey().equals("datacontenttype")) {
                message.setHeader("ce_" + attribute.getKey(), attribute.getValue().asText());
            }
        });
        message.setHeader("content-type", "application/json");
        message.setHeader(KafkaConstants.KEY, shaped.path("key").asText());
        String body = json.writeValueAsString(shaped.path("value").path("data"));
        message.setBody(body);
        exchange.setProperty(REQUEST, shaped.path("key").asText() + "\n" + body);
    }

    JsonNode shape(ClaimedDelivery delivery) {
        ObjectNode input = json.createObjectNode();
        input.set("event", payloads.of(delivery.eventId()));
        input.putObject("delivery").put("id", delivery.id().toString()).put("target", delivery.target())
                .put("attempt", delivery.attempt());
        input.set("settings", json.valueToTree(settings.target(delivery.target()).settings()));
        return mappings.apply("targets/" + delivery.target(), input);
    }

    public void delivered(@ExchangeProperty(DELIVERY) ClaimedDelivery delivery, Exchange exchange) {
        Integer status = exchange.getMessage().getHeader(Exchange.HTTP_RESPONSE_CODE, Integer.class);
        String response = status == null ? null : exchange.getMessage().getBody(String.class);
        JsonNode answer = receipts.wanted(delivery) ? answer(exchange, response) : null;
        if (answer != null) {
            receipts.complaint(delivery, answer).ifPresent(complaint -> {
                throw HttpStatusException.refusal(status == null ? 0 : status, response, complaint);
            });
        }
        outcomes.record(attempt(delivery, exchange, status, cut(response), answer, null, null, null));
    }

    private JsonNode answer(Exchange exchange, String response) {
        JsonNode known = exchange.getProperty(ANSWER, JsonNode.class);
        return known == null ? asJson(response) : known;
    }

    /** An object or a list as JSON, anything else as the text that it is: an id of digits and an e is no number. */
    JsonNode asJson(String text) {
        String known = text == null ? "" : text.strip();
        if (!known.startsWith("{") && !known.startsWith("[")) {
            return TextNode.valueOf(known);
        }
        try {
            return json.readTree(known);
        } catch (JsonProcessingException e) {
            return TextNode.valueOf(known);
        }
    }

    /**
     * Records whatever went wrong. A claim that failed because the database is away is handed over again after a
     * breath; an outcome that could not be written waits for the end of the claim's lease.
     */
    public void failed(Exchange exchange) throws InterruptedException {
        Exception thrown = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class);
        ClaimedDelivery delivery = exchange.getProperty(DELIVERY, ClaimedDelivery.class);
        if (delivery == null || thrown instanceof DataAccessException || thrown instanceof TransactionException) {
            log.warn("A delivery waits for the database: {}", CauseClassifier.line(thrown));
            Thread.sleep(BREATH.toMillis());
            String target = exchange.getFromRouteId().substring("deliver-".length());
            handOver.deliveriesAgain(List.of(new QueuedDelivery(exchange.getProperty(ProcessSteps.WORK, UUID.class),
                    target, 0)), "d" + clock.millis());
            return;
        }
        log.debug("Delivery {} to {} failed", delivery.id(), delivery.target(), thrown);
        Cause cause = CauseClassifier.causeOf(thrown);
        if (cause == Cause.UNAUTHORIZED) {
            calls.forgetToken(settings.target(delivery.target()).auth());
        }
        HttpStatusException answer = thrown instanceof HttpStatusException given ? given : null;
        outcomes.record(attempt(delivery, exchange, answer == null ? null : answer.status(),
                answer == null ? null : cut(answer.body()), null, cause, CauseClassifier.line(thrown),
                answer == null ? null : answer.retryAfter()));
    }

    private Attempt attempt(ClaimedDelivery delivery, Exchange exchange, Integer status, String response,
                            JsonNode answer, Cause cause, String error, Duration retryAfter) {
        Instant started = exchange.getProperty(STARTED, Instant.class);
        return new Attempt(delivery, started, Duration.between(started, clock.instant()),
                exchange.getProperty(REQUEST, String.class), status, response, answer, cause, error,
                retryAfter);
    }

    private static String cut(String text) {
        if (text == null) {
            return null;
        }
        String storable = text.replace("\u0000", "");
        return storable.length() <= LONGEST_RESPONSE ? storable : storable.substring(0, LONGEST_RESPONSE);
    }
}
