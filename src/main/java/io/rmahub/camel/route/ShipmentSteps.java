package io.rmahub.camel.route;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.rmahub.camel.route.ApiAnswer.BadRequestException;
import io.rmahub.engine.access.HubPrincipal;
import io.rmahub.engine.processing.DecisionService;
import io.rmahub.engine.web.EntityTags;
import io.rmahub.engine.web.IdempotentRequests;
import io.rmahub.engine.web.IdempotentRequests.Request;
import io.rmahub.rma.CaseReadModel;
import io.rmahub.rma.api.CaseView;
import io.rmahub.shipment.ShipmentReadModel;
import io.rmahub.shipment.ShipmentReadModel.ShipmentView;
import io.rmahub.shipment.Shipments;
import io.rmahub.shipment.Shipments.Answer;
import io.rmahub.shipment.model.ShipOrder;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.camel.Exchange;
import org.springframework.stereotype.Component;

/** The cases API: parcels. */
@Component("shipmentSteps")
public final class ShipmentSteps {

    private final ApiAnswer answer;
    private final Shipments shipments;
    private final ShipmentReadModel readModel;
    private final CaseReadModel cases;
    private final DecisionService desk;
    private final IdempotentRequests requests;
    private final ObjectMapper json;
    private final Clock clock;

    ShipmentSteps(ApiAnswer answer, Shipments shipments, ShipmentReadModel readModel, CaseReadModel cases,
                  DecisionService desk, IdempotentRequests requests, ObjectMapper json, Clock clock) {
        this.desk = desk;
        this.requests = requests;
        this.clock = clock;
        this.answer = answer;
        this.shipments = shipments;
        this.readModel = readModel;
        this.cases = cases;
        this.json = json;
    }

    /** Body: {@code {carrier, trackingNumber, direction, shippedAt?, docket?, from?, to?, expectedAt?}}. */
    public void ship(Exchange exchange) {
        HubPrincipal principal = ApiAnswer.principal(exchange);
        String id = ApiAnswer.path(exchange, "id");
        ShipOrderReader reader = new ShipOrderReader(body(exchange));
        ShipOrder order = reader.read();
        if (!reader.problems().isEmpty()) {
            answer.problem(exchange, 422, "Unprocessable Content", String.join("; ", reader.problems()));
            return;
        }
        var request = new Request(principal.orgId(), ApiAnswer.header(exchange, "Idempotency-Key"), "ship " + id,
                order.toString().getBytes(StandardCharsets.UTF_8));
        try {
            String ifMatch = ApiAnswer.header(exchange, "If-Match");
            IdempotentRequests.Answer told = desk.transact(effects -> requests.once(request,
                    clock.instant(), () -> shipped(principal.orgId(), id, shipments.ship(effects,
                            principal.orgId(), id, "user:" + principal.name(), ifMatch, order))));
            ApiAnswer.answer(exchange, told.status(), "application/json", told.body(), told.headers());
        } catch (NotShippedException not) {
            answer.problem(exchange, not.status, not.status == 409 ? "Conflict" : "Not Found", not.getMessage());
        }
    }

    /** Rolls back what came before it: a refused order is decided anew when it is repeated. */
    private static final class NotShippedException extends RuntimeException {
        private final int status;

        NotShippedException(int status, String detail) {
            super(detail, null, false, false);
            this.status = status;
        }
    }

    private IdempotentRequests.Answer shipped(String orgId, String id, Answer done) {
        if (done instanceof Answer.Conflict conflict) {
            throw new NotShippedException(409, conflict.detail());
        } else if (!(done instanceof Answer.Shipped)) {
            throw new NotShippedException(404, "There is no case " + id);
        }
        CaseView shippedFor = cases.find(orgId, id).orElseThrow();
        ShipmentView view = readModel.ofCase(orgId, shippedFor.id()).stream()
                .filter(each -> each.id().equals(((Answer.Shipped) done).id())).findFirst().orElseThrow();
        try {
            return new IdempotentRequests.Answer(201, json.writeValueAsString(view),
                    Map.of("ETag", EntityTags.of(shippedFor.version())));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The shipments of a case with everything that carriers told about them. */
    public void list(Exchange exchange) throws JsonProcessingException {
        String orgId = ApiAnswer.principal(exchange).orgId();
        String id = ApiAnswer.path(exchange, "id");
        UUID caseId = caseId(orgId, id);
        if (caseId == null) {
            answer.problem(exchange, 404, "Not Found", "There is no case " + id);
            return;
        }
        List<ShipmentView> found = readModel.ofCase(orgId, caseId);
        answer.ok(exchange, Map.of("items", found));
    }

    private UUID caseId(String orgId, String idOrNumber) {
        return cases.find(orgId, idOrNumber).map(found -> found.id()).orElse(null);
    }

    private JsonNode body(Exchange exchange) {
        try {
            JsonNode body = json.readTree(exchange.getMessage().getBody(String.class));
            if (body != null && body.isObject()) {
                return body;
            }
        } catch (JsonProcessingException | IllegalArgumentException e) {
            // Said below.
        }
        throw new BadRequestException("The body is not a JSON object");
    }
}
