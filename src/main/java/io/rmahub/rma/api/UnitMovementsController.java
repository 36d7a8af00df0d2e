package io.rmahub.rma.api;

import io.rmahub.engine.web.ApiController;
import io.rmahub.engine.web.Caller;
import io.rmahub.rma.UnitMovementReadModel;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** Where units have been. */
@ApiController
class UnitMovementsController {

    private final UnitMovementReadModel movements;

    UnitMovementsController(UnitMovementReadModel movements) {
        this.movements = movements;
    }

    @GetMapping("/api/csp/units/{serial}/movements")
    UnitMovementsView movements(Caller caller, @PathVariable String serial) {
        return new UnitMovementsView(serial, movements.of(caller.orgId(), serial));
    }
}
