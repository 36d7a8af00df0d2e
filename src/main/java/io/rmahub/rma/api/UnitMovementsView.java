package io.rmahub.rma.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;

/** Where a unit has been, in order of time. */
public record UnitMovementsView(String serialNumber, List<MovementView> items) {

    /**
     * One movement.
     *
     * @param movement for example {@code case.opened}, {@code shipment.delivered}, {@code part.used}
     * @param detail   what explains it, of a form that depends on the movement
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record MovementView(Instant at, String movement, String caseNumber, JsonNode detail) {
    }
}
