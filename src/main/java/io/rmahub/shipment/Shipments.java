package io.rmahub.shipment;

import com.github.f4b6a3.uuid.UuidCreator;
import io.rmahub.casefact.CaseFact;
import io.rmahub.casefact.CaseFactRecorder;
import io.rmahub.engine.processing.Effects;
import io.rmahub.engine.web.EntityTags;
import io.rmahub.engine.web.RefusedException;
import io.rmahub.shipment.ShipmentCases.CaseOfShipment;
import io.rmahub.shipment.Tracking.Outcome;
import io.rmahub.shipment.model.ShipOrder;
import io.rmahub.shipment.model.TrackingNumber;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Makes parcels known. From then on whatever carriers report about them, or reported before, concerns their case. */
@Component
public final class Shipments {

    /**
     * A shipment that was made known.
     *
     * @param caseId the case that it belongs to
     */
    public record Shipped(UUID shipmentId, UUID caseId) {
    }

    private final ShipmentStore store;
    private final ShipmentCases shipmentCases;
    private final Tracking tracking;
    private final CaseFactRecorder caseFacts;
    private final Clock clock;

    Shipments(ShipmentStore store, ShipmentCases shipmentCases, Tracking tracking, CaseFactRecorder caseFacts,
              Clock clock) {
        this.store = store;
        this.shipmentCases = shipmentCases;
        this.tracking = tracking;
        this.caseFacts = caseFacts;
        this.clock = clock;
    }

    /**
     * Adds a shipment to a case, inside a transaction that has locked no case before.
     *
     * @param idOrNumber the case
     * @param actor      who sends it, for the timeline
     * @param ifMatch    the entity tag that the case must have, or null
     * @throws RefusedException 404 if there is no such case, 412 if it has another entity tag, 409 if it is closed or
     *                          has a shipment of this number
     */
    public Shipped ship(Effects effects, String orgId, String idOrNumber, String actor, String ifMatch,
                        ShipOrder order) {
        // Before the case: facts share this lock and then take cases, so the other order could block both.
        store.lockAlone(orgId);
        CaseOfShipment owner = shipmentCases.lock(orgId, idOrNumber);
        EntityTags.require(ifMatch, owner.version());
        if (owner.closed()) {
            throw RefusedException.conflict("The case " + owner.number() + " is closed");
        }
        Instant now = clock.instant();
        LockedShipment shipment = store.insert(orgId, owner.id(), owner.number(), order, actor, now);
        if (shipment == null) {
            throw RefusedException.conflict(
                    "The case " + owner.number() + " has a shipment " + order.trackingNumber());
        }
        shipment.addNumbers(Set.of(TrackingNumber.normalised(order.trackingNumber())));
        if (order.docket() != null) {
            shipment.addNumbers(Set.of(TrackingNumber.normalised(order.docket())));
        }
        store.copyEventsOfSiblings(shipment);
        UUID cause = UuidCreator.getTimeOrderedEpochPlus1();
        List<CaseFact> facts = new ArrayList<>();
        facts.add(ShipmentEvents.announced(shipment, order, actor, cause, now));
        effects.emit(ShipmentEvents.event(shipment, null, cause, now));
        Outcome outcome = tracking.begin(shipment, cause, now);
        facts.addAll(outcome.facts);
        effects.emit(outcome.events);
        effects.emit(caseFacts.record(facts, now));
        return new Shipped(shipment.id, owner.id());
    }
}
