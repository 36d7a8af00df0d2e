package io.rmahub.shipment;

import com.github.f4b6a3.uuid.UuidCreator;
import io.rmahub.casefact.CaseFact;
import io.rmahub.casefact.CaseFactRecorder;
import io.rmahub.engine.processing.Effects;
import io.rmahub.engine.web.EntityTags;
import io.rmahub.rma.CaseReadModel;
import io.rmahub.shipment.Tracking.Outcome;
import io.rmahub.shipment.model.ShipOrder;
import io.rmahub.shipment.model.TrackingNumber;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Makes parcels known. From then on whatever carriers tell about them, or told before, concerns their case. */
@Component
public final class Shipments {

    private static final String CASE = """
            select id, number, closed_at is not null, version from rma_case
            where org_id = ? and (id = ?::uuid or number = ?) for update""";

    /** What became of the order. */
    public sealed interface Answer {

        /** The shipment is known, with everything that was known of its number. */
        record Shipped(UUID id) implements Answer {
        }

        record NoSuchCase() implements Answer {
        }

        /** Cannot be done as things are; the detail says why and may be shown. */
        record Conflict(String detail) implements Answer {
        }
    }

    private record Case(UUID id, String number, boolean closed, int version) {
    }

    private final JdbcTemplate jdbc;
    private final ShipmentStore store;
    private final Tracking tracking;
    private final CaseFactRecorder cases;
    private final Clock clock;

    Shipments(JdbcTemplate jdbc, ShipmentStore store, Tracking tracking, CaseFactRecorder cases, Clock clock) {
        this.jdbc = jdbc;
        this.store = store;
        this.tracking = tracking;
        this.cases = cases;
        this.clock = clock;
    }

    /**
     * Adds a shipment to a case, inside a transaction of the desk's that has locked no case before.
     *
     * @param idOrNumber the case
     * @param actor      who sends it, for the timeline
     * @param ifMatch    the entity tag that the case must have, or null
     */
    public Answer ship(Effects effects, String orgId, String idOrNumber, String actor, String ifMatch,
                       ShipOrder order) {
        // Before the case: facts share this lock and then take cases, so the other order could block both.
        store.lockAlone(orgId);
        Case found = find(orgId, idOrNumber);
        if (found == null) {
            return new Answer.NoSuchCase();
        }
        EntityTags.require(ifMatch, found.version());
        if (found.closed()) {
            return new Answer.Conflict("The case " + found.number() + " is closed");
        }
        Instant now = clock.instant();
        LockedShipment shipment = store.insert(orgId, found.id(), found.number(), order, actor, now);
        if (shipment == null) {
            return new Answer.Conflict("The case " + found.number() + " has a shipment " + order.trackingNumber());
        }
        shipment.answersTo(Set.of(TrackingNumber.normalised(order.trackingNumber())));
        if (order.docket() != null) {
            shipment.answersTo(Set.of(TrackingNumber.normalised(order.docket())));
        }
        store.copyOfSiblings(shipment);
        UUID cause = UuidCreator.getTimeOrderedEpochPlus1();
        List<CaseFact> facts = new ArrayList<>(List.of(ShipmentEvents.announced(shipment, order, actor, cause, now)));
        effects.emit(ShipmentEvents.event(shipment, null, cause, now));
        Outcome outcome = tracking.begin(shipment, cause, now);
        facts.addAll(outcome.facts);
        effects.emit(outcome.events);
        effects.emit(cases.record(facts, now));
        return new Answer.Shipped(shipment.id);
    }

    private Case find(String orgId, String idOrNumber) {
        UUID id = CaseReadModel.uuid(idOrNumber);
        return jdbc.query(CASE, (row, number) -> new Case(row.getObject(1, UUID.class), row.getString(2),
                        row.getBoolean(3), row.getInt(4)), orgId, id == null ? null : id.toString(), idOrNumber)
                .stream().findFirst().orElse(null);
    }
}
