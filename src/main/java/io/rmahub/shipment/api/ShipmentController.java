package io.rmahub.shipment.api;

import io.rmahub.engine.web.ApiController;
import io.rmahub.engine.web.Caller;
import io.rmahub.engine.web.IdempotentRequests.Answer;
import io.rmahub.engine.web.JsonBody;
import io.rmahub.shipment.ShipmentCases;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;

/** The parcels of a case. */
@ApiController
@RequestMapping("/api/csp/rma/{id}")
class ShipmentController {

    private final ShipmentCommands commands;
    private final ShipmentCases shipmentCases;
    private final ShipmentReadModel readModel;

    ShipmentController(ShipmentCommands commands, ShipmentCases shipmentCases, ShipmentReadModel readModel) {
        this.commands = commands;
        this.shipmentCases = shipmentCases;
        this.readModel = readModel;
    }

    /** The body is a {@link ShipmentView}, as it was answered first when the request is a repeat. */
    @PostMapping("/ship")
    ResponseEntity<String> ship(Caller caller, @PathVariable String id, @JsonBody ShipRequest body) {
        Answer answer = commands.ship(caller, id, body.toOrder());
        return ResponseEntity.status(answer.status()).contentType(MediaType.APPLICATION_JSON)
                .headers(headers -> answer.headers().forEach(headers::set)).body(answer.body());
    }

    @GetMapping("/shipments")
    ShipmentList list(Caller caller, @PathVariable String id) {
        return new ShipmentList(readModel.ofCase(caller.orgId(), shipmentCases.find(caller.orgId(), id).id()));
    }
}
