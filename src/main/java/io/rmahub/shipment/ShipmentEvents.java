package io.rmahub.shipment;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.f4b6a3.uuid.UuidCreator;
import io.rmahub.casefact.CaseFact;
import io.rmahub.engine.delivery.DomainEvent;
import io.rmahub.shipment.model.ShipOrder;
import io.rmahub.shipment.model.ShipmentState;
import io.rmahub.shipment.model.ShipmentStatus;
import java.time.Instant;
import java.util.UUID;

/** What its case and other systems learn when a shipment comes to another state. */
final class ShipmentEvents {

    private ShipmentEvents() {
    }

    /** The line in the case's timeline that a parcel is there, {@code shipment.pending}. */
    static CaseFact announced(LockedShipment shipment, ShipOrder order, String actor, UUID causeId, Instant now) {
        ObjectNode detail = about(shipment);
        TrackingEventJson.put(detail, "docket", order.docket());
        TrackingEventJson.put(detail, "from", order.from());
        TrackingEventJson.put(detail, "to", order.to());
        TrackingEventJson.put(detail, "shippedAt", text(order.shippedAt()));
        TrackingEventJson.put(detail, "expectedAt", text(order.expectedAt()));
        detail.put("at", now.toString());
        return new CaseFact(shipment.orgId, shipment.caseId, "shipment." + ShipmentStatus.PENDING.wireName(),
                shipment.trackingNumber, detail, actor, causeId, now);
    }

    /**
     * The line in the case's timeline, {@code shipment.delivered} for example.
     *
     * @param actor who said so
     */
    static CaseFact caseFact(LockedShipment shipment, String actor, UUID causeId, Instant now) {
        ShipmentState state = shipment.state();
        ObjectNode detail = about(shipment);
        Instant at = state.since() == null ? now : state.since();
        TrackingEventJson.put(detail, "place", shipment.placeText());
        TrackingEventJson.put(detail, "reason", state.reason() == null ? null : state.reason().name());
        detail.put("at", at.toString());
        return new CaseFact(shipment.orgId, shipment.caseId, "shipment." + state.status().wireName(),
                shipment.trackingNumber, detail, actor, causeId, at);
    }

    /** The domain event {@code rma.shipment-updated.v1}, in the line of its case. */
    static DomainEvent event(LockedShipment shipment, ShipmentStatus before, UUID causeId, Instant now) {
        ShipmentState state = shipment.state();
        ObjectNode event = JsonNodeFactory.instance.objectNode()
                .put("specversion", "1.0")
                .put("id", UuidCreator.getTimeOrderedEpochPlus1().toString())
                .put("source", "rma-hub")
                .put("type", "rma.shipment-updated.v1")
                .put("subject", shipment.caseNumber)
                .put("time", now.toString())
                .put("datacontenttype", "application/json");
        ObjectNode data = event.putObject("data");
        data.putObject("case").put("id", shipment.caseId.toString()).put("orgId", shipment.orgId)
                .put("number", shipment.caseNumber);
        ObjectNode published = about(shipment).put("id", shipment.id.toString()).put("state", state.status().name());
        TrackingEventJson.put(published, "previousState", before == null ? null : before.name());
        TrackingEventJson.put(published, "reason", state.reason() == null ? null : state.reason().name());
        published.put("at", (state.since() == null ? now : state.since()).toString());
        TrackingEventJson.put(published, "shippedAt", text(shipment.shippedAt()));
        TrackingEventJson.put(published, "deliveredAt", text(shipment.deliveredAt()));
        if (state.place() != null) {
            published.set("place", TrackingEventJson.place(state.place()));
        }
        data.set("shipment", published);
        return DomainEvent.of(event, "rma", shipment.orgId, shipment.caseId, causeId, now);
    }

    private static ObjectNode about(LockedShipment shipment) {
        return JsonNodeFactory.instance.objectNode().put("carrier", shipment.carrier)
                .put("trackingNumber", shipment.trackingNumber).put("direction", shipment.direction.name());
    }

    private static String text(Instant at) {
        return at == null ? null : at.toString();
    }
}
