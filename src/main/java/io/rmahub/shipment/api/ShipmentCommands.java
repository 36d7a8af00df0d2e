package io.rmahub.shipment.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.rmahub.engine.processing.DecisionService;
import io.rmahub.engine.web.Caller;
import io.rmahub.engine.web.EntityTags;
import io.rmahub.engine.web.IdempotentRequests;
import io.rmahub.engine.web.IdempotentRequests.Answer;
import io.rmahub.engine.web.IdempotentRequests.Request;
import io.rmahub.shipment.ShipmentCases;
import io.rmahub.shipment.Shipments;
import io.rmahub.shipment.Shipments.Shipped;
import io.rmahub.shipment.model.ShipOrder;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Map;
import org.springframework.stereotype.Component;

/**
 * Commands about parcels. Each is one transaction: the effect, the timeline, what other systems are told and the
 * answer to a repeat. A refused one changes nothing.
 */
@Component
final class ShipmentCommands {

    private final DecisionService decisions;
    private final IdempotentRequests requests;
    private final Shipments shipments;
    private final ShipmentCases shipmentCases;
    private final ShipmentReadModel readModel;
    private final ObjectMapper json;
    private final Clock clock;

    ShipmentCommands(DecisionService decisions, IdempotentRequests requests, Shipments shipments,
                     ShipmentCases shipmentCases, ShipmentReadModel readModel, ObjectMapper json, Clock clock) {
        this.decisions = decisions;
        this.requests = requests;
        this.shipments = shipments;
        this.shipmentCases = shipmentCases;
        this.readModel = readModel;
        this.json = json;
        this.clock = clock;
    }

    /** Makes a parcel of the case known; answers 201 with it and the entity tag that the case has by now. */
    Answer ship(Caller caller, String idOrNumber, ShipOrder order) {
        Request request = new Request(caller.orgId(), caller.idempotencyKey(), "ship " + idOrNumber,
                order.toString().getBytes(StandardCharsets.UTF_8));
        return decisions.transact(effects -> requests.once(request, clock.instant(), () -> answer(caller.orgId(),
                shipments.ship(effects, caller.orgId(), idOrNumber, caller.actor(), caller.ifMatch(), order))));
    }

    private Answer answer(String orgId, Shipped shipped) {
        int version = shipmentCases.find(orgId, shipped.caseId().toString()).version();
        ShipmentView view = readModel.ofCase(orgId, shipped.caseId()).stream()
                .filter(each -> each.id().equals(shipped.shipmentId())).findFirst().orElseThrow();
        try {
            return new Answer(201, json.writeValueAsString(view), Map.of("ETag", EntityTags.of(version)));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
