package io.rmahub.camel.route;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.rmahub.camel.route.ApiAnswer.BadRequestException;
import io.rmahub.engine.access.HubPrincipal;
import io.rmahub.engine.delivery.DeliverySearch;
import io.rmahub.engine.delivery.Replays;
import io.rmahub.engine.ledger.LedgerFigures;
import io.rmahub.engine.ledger.MessageSearch;
import io.rmahub.engine.ledger.MessageView;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.apache.camel.Exchange;
import org.springframework.stereotype.Component;

/** The operations API: everything in the organisation of whoever asks. */
@Component("opsSteps")
public final class OpsSteps {

    private static final Set<String> MESSAGE_STATES =
            Set.of("WAITING", "PROCESSED", "DUPLICATE", "IGNORED", "QUARANTINED");
    private static final Set<String> DELIVERY_STATES =
            Set.of("PENDING", "QUEUED", "IN_FLIGHT", "RETRY", "DEAD", "DELIVERED", "DISCARDED");

    private final ApiAnswer answer;
    private final LedgerFigures figures;
    private final MessageSearch messages;
    private final DeliverySearch deliveries;
    private final Replays replays;
    private final ObjectMapper json;

    OpsSteps(ApiAnswer answer, LedgerFigures figures, MessageSearch messages, DeliverySearch deliveries,
             Replays replays, ObjectMapper json) {
        this.answer = answer;
        this.figures = figures;
        this.messages = messages;
        this.deliveries = deliveries;
        this.replays = replays;
        this.json = json;
    }

    public void ledger(Exchange exchange) throws JsonProcessingException {
        String orgId = ApiAnswer.principal(exchange).orgId();
        boolean recount = "true".equals(ApiAnswer.text(exchange, "recount"));
        answer.ok(exchange, recount ? figures.recount(orgId) : figures.now(orgId));
    }

    public void findMessages(Exchange exchange) throws JsonProcessingException {
        int limit = ApiAnswer.limit(exchange);
        List<MessageView> found = messages.find(ApiAnswer.principal(exchange).orgId(), ApiAnswer.text(exchange, "q"),
                oneOf(exchange, "state", MESSAGE_STATES), ApiAnswer.uuid(exchange, "before"), limit);
        answer.page(exchange, found, limit, MessageView::id);
    }

    public void getMessage(Exchange exchange) throws JsonProcessingException {
        UUID id = ApiAnswer.pathUuid(exchange, "id");
        MessageView found = messages.get(ApiAnswer.principal(exchange).orgId(), id).orElse(null);
        if (found == null) {
            answer.problem(exchange, 404, "Not Found", "There is no message " + id);
        } else {
            answer.ok(exchange, found);
        }
    }

    public void findDeliveries(Exchange exchange) throws JsonProcessingException {
        String orgId = ApiAnswer.principal(exchange).orgId();
        Map<String, Object> page = new LinkedHashMap<>();
        page.put("open", deliveries.counts(orgId));
        page.put("items", deliveries.find(orgId, oneOf(exchange, "status", DELIVERY_STATES),
                ApiAnswer.text(exchange, "target"), ApiAnswer.limit(exchange)));
        answer.ok(exchange, page);
    }

    /** Body: {@code {"deliveryId": …, "action": "redrive" | "discard"}} or {@code {"messageId": …}}. */
    public void replay(Exchange exchange) throws JsonProcessingException {
        HubPrincipal principal = ApiAnswer.principal(exchange);
        JsonNode wish = body(exchange);
        String note = wish.path("note").asText(null);
        UUID delivery = id(wish, "deliveryId");
        UUID message = id(wish, "messageId");
        if ((delivery == null) == (message == null)) {
            throw new BadRequestException("Name either a deliveryId or a messageId");
        }
        String action = wish.path("action").asText(delivery == null ? "resubmit" : "redrive");
        boolean done = switch (action) {
            case "redrive" -> replays.redrive(principal.orgId(), required(delivery, action), principal.name(), note);
            case "discard" -> replays.discard(principal.orgId(), required(delivery, action), principal.name(), note);
            case "resubmit" -> replays.resubmit(principal.orgId(), required(message, action), principal.name(), note);
            default -> throw new BadRequestException("action is redrive, discard (deliveries) or resubmit (messages)");
        };
        UUID id = delivery == null ? message : delivery;
        if (done) {
            answer.accepted(exchange, Map.of("id", id, "action", action));
        } else {
            answer.problem(exchange, 409, "Conflict", delivery == null
                    ? "There is no quarantined message " + id : "There is no dead delivery " + id);
        }
    }

    private JsonNode body(Exchange exchange) {
        try {
            JsonNode body = json.readTree(exchange.getMessage().getBody(String.class));
            if (body != null && body.isObject()) {
                return body;
            }
        } catch (JsonProcessingException e) {
            // Said below.
        }
        throw new BadRequestException("The body is not a JSON object");
    }

    private static UUID id(JsonNode wish, String field) {
        try {
            return wish.hasNonNull(field) ? UUID.fromString(wish.path(field).asText()) : null;
        } catch (IllegalArgumentException e) {
            throw new BadRequestException(field + " is not a UUID");
        }
    }

    private static UUID required(UUID id, String action) {
        if (id == null) {
            throw new BadRequestException(action + " does not fit what is named");
        }
        return id;
    }

    private static String oneOf(Exchange exchange, String name, Set<String> allowed) {
        String value = ApiAnswer.text(exchange, name);
        if (value != null && !allowed.contains(value)) {
            throw new BadRequestException(name + " is one of " + allowed.stream().sorted().toList());
        }
        return value;
    }
}
