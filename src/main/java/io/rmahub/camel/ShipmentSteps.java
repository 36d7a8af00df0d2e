package io.rmahub.camel;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.rmahub.access.HubPrincipal;
import io.rmahub.camel.ApiAnswer.BadRequest;
import io.rmahub.casework.CaseReadModel;
import io.rmahub.freight.ShipmentReadModel;
import io.rmahub.freight.ShipmentReadModel.ShipmentView;
import io.rmahub.freight.Shipments;
import io.rmahub.freight.Shipments.Answer;
import io.rmahub.shipment.ShipOrder;
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
    private final ObjectMapper json;

    ShipmentSteps(ApiAnswer answer, Shipments shipments, ShipmentReadModel readModel, CaseReadModel cases,
                  ObjectMapper json) {
        this.answer = answer;
        this.shipments = shipments;
        this.readModel = readModel;
        this.cases = cases;
        this.json = json;
    }

    /** Body: {@code {carrier, trackingNumber, direction, shippedAt?, docket?, from?, to?, expectedAt?}}. */
    public void ship(Exchange exchange) throws JsonProcessingException {
        HubPrincipal principal = ApiAnswer.principal(exchange);
        String id = ApiAnswer.text(exchange, "id");
        ShipOrderReader reader = new ShipOrderReader(body(exchange));
        ShipOrder order = reader.read();
        if (!reader.problems().isEmpty()) {
            answer.problem(exchange, 422, "Unprocessable Content", String.join("; ", reader.problems()));
            return;
        }
        Answer done = shipments.ship(principal.orgId(), id, "user:" + principal.name(), order);
        if (done instanceof Answer.Shipped shipped) {
            UUID caseId = caseId(principal.orgId(), id);
            answer.created(exchange, readModel.ofCase(principal.orgId(), caseId).stream()
                    .filter(view -> view.id().equals(shipped.id())).findFirst().orElseThrow());
        } else if (done instanceof Answer.Conflict conflict) {
            answer.problem(exchange, 409, "Conflict", conflict.detail());
        } else {
            answer.problem(exchange, 404, "Not Found", "There is no case " + id);
        }
    }

    /** The shipments of a case with everything that carriers told about them. */
    public void list(Exchange exchange) throws JsonProcessingException {
        String orgId = ApiAnswer.principal(exchange).orgId();
        String id = ApiAnswer.text(exchange, "id");
        UUID caseId = caseId(orgId, id);
        if (caseId == null) {
            answer.problem(exchange, 404, "Not Found", "There is no case " + id);
            return;
        }
        List<ShipmentView> found = readModel.ofCase(orgId, caseId);
        answer.ok(exchange, Map.of("items", found));
    }

    private UUID caseId(String orgId, String idOrNumber) {
        return cases.get(orgId, idOrNumber).map(found -> found.rmaCase().id()).orElse(null);
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
        throw new BadRequest("The body is not a JSON object");
    }
}
