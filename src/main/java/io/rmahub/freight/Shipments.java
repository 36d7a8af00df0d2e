package io.rmahub.freight;

import com.github.f4b6a3.uuid.UuidCreator;
import io.rmahub.casework.CaseFact;
import io.rmahub.casework.CaseProgress;
import io.rmahub.casework.CaseReadModel;
import io.rmahub.casework.CaseVersion;
import io.rmahub.decision.Effects;
import io.rmahub.freight.Tracking.Outcome;
import io.rmahub.shipment.ShipOrder;
import io.rmahub.shipment.TrackingNumber;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
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

    private final ShipmentStore store;
    private final Tracking tracking;
    private final CaseProgress cases;
    private final Clock clock;

    Shipments(ShipmentStore store, Tracking tracking, CaseProgress cases, Clock clock) {
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
    public Answer ship(Connection connection, Effects effects, String orgId, String idOrNumber, String actor,
                       String ifMatch, ShipOrder order) throws SQLException {
        // Before the case: facts share this lock and then take cases, so the other order could block both.
        store.lockAlone(connection, orgId);
        Case found = find(connection, orgId, idOrNumber);
        if (found == null) {
            return new Answer.NoSuchCase();
        }
        CaseVersion.require(ifMatch, found.version());
        if (found.closed()) {
            return new Answer.Conflict("The case " + found.number() + " is closed");
        }
        Instant now = clock.instant();
        Known shipment = store.insert(connection, orgId, found.id(), found.number(), order, actor, now);
        if (shipment == null) {
            return new Answer.Conflict("The case " + found.number() + " has a shipment " + order.trackingNumber());
        }
        shipment.answersTo(Set.of(TrackingNumber.normalised(order.trackingNumber())));
        if (order.docket() != null) {
            shipment.answersTo(Set.of(TrackingNumber.normalised(order.docket())));
        }
        store.copyOfSiblings(connection, shipment);
        UUID cause = UuidCreator.getTimeOrderedEpochPlus1();
        List<CaseFact> facts = new ArrayList<>(List.of(ShipmentNews.announced(shipment, order, actor, cause, now)));
        effects.emit(ShipmentNews.event(shipment, null, cause, now));
        Outcome outcome = tracking.begin(connection, shipment, cause, now);
        facts.addAll(outcome.facts);
        effects.emit(outcome.events);
        effects.emit(cases.apply(connection, facts, now));
        return new Answer.Shipped(shipment.id);
    }

    private static Case find(Connection connection, String orgId, String idOrNumber) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(CASE)) {
            statement.setString(1, orgId);
            UUID id = CaseReadModel.uuid(idOrNumber);
            statement.setString(2, id == null ? null : id.toString());
            statement.setString(3, idOrNumber);
            try (ResultSet row = statement.executeQuery()) {
                return row.next() ? new Case(row.getObject(1, UUID.class), row.getString(2), row.getBoolean(3),
                        row.getInt(4)) : null;
            }
        }
    }
}
