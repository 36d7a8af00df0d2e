package io.rmahub.camel.route;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.rmahub.engine.delivery.ClaimedDelivery;
import io.rmahub.engine.settings.HubSettings;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.component.http.HttpMethods;
import org.springframework.stereotype.Component;

/** Deliveries by HTTP and JSON. */
@Component("httpDelivery")
public final class HttpDelivery implements DeliveryKind {

    private final TargetMappings mappings;
    private final CallSteps calls;
    private final HubSettings settings;
    private final ObjectMapper json;

    HttpDelivery(TargetMappings mappings, CallSteps calls, HubSettings settings, ObjectMapper json) {
        this.mappings = mappings;
        this.calls = calls;
        this.settings = settings;
        this.json = json;
    }

    /**
     * An HTTP request from the mapping's {@code method}, {@code path}, {@code query} (an object, if any),
     * {@code headers} (if any) and {@code body}.
     */
    @Override
    public void translate(Exchange exchange) throws JsonProcessingException {
        DeliveryContext context = DeliveryContext.of(exchange);
        ClaimedDelivery delivery = context.delivery();
        JsonNode call = mappings.translate(delivery);
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
                message.setHeader(header.getKey(), DeliveryKind.headerSafe(header.getValue().asText())));
        message.setBody(body);
        calls.authorise(message, settings.target(delivery.target()).auth());
        context.request(method + " " + call.path("path").asText() + (query.isEmpty() ? "" : "?" + query) + "\n" + body);
    }

    private static String query(JsonNode parameters) {
        return parameters.properties().stream().map(parameter -> parameter.getKey() + "="
                + URLEncoder.encode(parameter.getValue().asText(), StandardCharsets.UTF_8).replace("+", "%20"))
                .collect(Collectors.joining("&"));
    }

    @Override
    public void failOnServerError(Exchange exchange) {
        calls.failOnServerError(exchange);
    }

    /** As {@link CallSteps#requireSuccess}, unless the target's settings say that its status is an answer too. */
    @Override
    public void requireSuccess(Exchange exchange) {
        DeliveryContext context = DeliveryContext.of(exchange);
        int status = CallSteps.status(exchange.getMessage());
        if (status > CallSteps.OK_UNTIL
                && settings.target(context.delivery().target()).acceptedStatuses().contains(status)) {
            // Whatever else such an answer holds is for people: often a page of HTML.
            context.answer(JsonNodeFactory.instance.objectNode().put("httpStatus", status));
        } else {
            calls.requireSuccess(exchange);
        }
    }
}
