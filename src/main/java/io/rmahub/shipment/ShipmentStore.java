package io.rmahub.shipment;

import com.github.f4b6a3.uuid.UuidCreator;
import io.rmahub.engine.jdbc.Sql;
import io.rmahub.engine.jdbc.SqlArray;
import io.rmahub.engine.jdbc.UnnestBatch;
import io.rmahub.shipment.LockedShipment.NewEvent;
import io.rmahub.shipment.model.Carriers;
import io.rmahub.shipment.model.Direction;
import io.rmahub.shipment.model.Place;
import io.rmahub.shipment.model.ShipOrder;
import io.rmahub.shipment.model.ShipmentStatus;
import io.rmahub.shipment.model.StatusReason;
import io.rmahub.shipment.model.TrackingEvent;
import io.rmahub.shipment.model.TrackingNumber;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Shipments and their events in somebody else's transaction; every statement takes a whole batch. */
@Component
final class ShipmentStore {

    /**
     * Who reports on parcels shares this lock, who makes one known holds it alone: thus no parcel becomes known while
     * an event of it is being kept as unmatched.
     */
    private static final String SHARE = """
            select pg_advisory_xact_lock_shared(hashtextextended('shipments ' || org, 0))
            from (select distinct org from unnest(?::text[]) as o(org) order by org) as orgs""";

    private static final String ALONE = "select pg_advisory_xact_lock(hashtextextended('shipments ' || ?, 0))";

    private static final String MATCH = """
            select w.report, w.rank, n.shipment_id, s.carrier, s.number = w.number as own
            from unnest(?::integer[], ?::integer[], ?::text[], ?::text[]) as w(report, rank, org_id, number)
            join shipment_number n on n.org_id = w.org_id and n.number = w.number
            join rma_shipment s on s.id = n.shipment_id
            order by w.report, w.rank, s.id""";

    private static final String LOCK = """
            select id, org_id, rma_case_id, case_number, carrier, tracking_number, direction, shipped_at, state
            from rma_shipment where id = any (?) order by id for update""";

    private static final String EVENTS = """
            select shipment_id, identity, status, reason, at_text, raw_time, zone_assumed, date_only, code, text,
                   to_sender, city, postal_code, country, place_name
            from tracking_event where shipment_id = any (?)""";

    private static final String SIBLINGS = """
            select s.carrier, e.* from rma_shipment s
            join shipment_number n on n.shipment_id = s.id
            join tracking_event e on e.shipment_id = s.id
            where n.org_id = ? and n.number = ? and s.number = n.number and s.id <> ? order by e.id""";

    private static final String INSERT_EVENTS = """
            insert into tracking_event (id, org_id, shipment_id, identity, status, reason, at, at_text, raw_time,
                                        zone_assumed, date_only, code, text, to_sender, city, postal_code, country,
                                        place_name, source, message_id, learnt_at)
            select * from unnest(?::uuid[], ?::text[], ?::uuid[], ?::text[], ?::text[], ?::text[], ?::timestamptz[],
                                 ?::text[], ?::text[], ?::boolean[], ?::boolean[], ?::text[], ?::text[], ?::boolean[],
                                 ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::uuid[], ?::timestamptz[])""";

    private static final String UPDATE = """
            update rma_shipment s
            set state = n.state, reason = n.reason, state_at = n.state_at, place = n.place, shipped_at = n.shipped_at,
                delivered_at = n.delivered_at, heard_at = coalesce(n.heard_at, s.heard_at)
            from unnest(?::uuid[], ?::text[], ?::text[], ?::timestamptz[], ?::text[], ?::timestamptz[],
                        ?::timestamptz[], ?::timestamptz[])
                 as n(id, state, reason, state_at, place, shipped_at, delivered_at, heard_at)
            where s.id = n.id""";

    private static final String INSERT_NUMBERS = """
            insert into shipment_number (org_id, number, shipment_id)
            select distinct * from unnest(?::text[], ?::text[], ?::uuid[]) on conflict do nothing""";

    private static final String INSERT = """
            insert into rma_shipment (id, org_id, rma_case_id, case_number, carrier, tracking_number, number, docket,
                                      direction, place_from, place_to, shipped_at, expected_at, state, created_by,
                                      created_at, poll_at)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?::timestamptz, ?::timestamptz, 'PENDING', ?, ?::timestamptz,
                    ?::timestamptz)
            on conflict (org_id, rma_case_id, number) do nothing""";

    /**
     * A number that is looked for.
     *
     * @param report place in the list of reports
     * @param rank   place among the numbers of the report, the best first
     */
    record NumberQuery(int report, int rank, String orgId, String number) {
    }

    /**
     * A shipment that goes by a number that was looked for.
     *
     * @param own the number is its tracking number
     */
    record Match(int report, int rank, UUID shipmentId, String carrier, boolean own) {
    }

    private record NumberRow(String orgId, String number, UUID shipmentId) {
    }

    private final JdbcTemplate jdbc;

    ShipmentStore(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    void shareLock(Set<String> orgIds) {
        jdbc.query(SHARE, row -> { }, SqlArray.of("text", orgIds));
    }

    void lockAlone(String orgId) {
        jdbc.query(ALONE, row -> { }, orgId);
    }

    List<Match> match(List<NumberQuery> queries) {
        return UnnestBatch.of(queries).add("integer", NumberQuery::report).add("integer", NumberQuery::rank)
                .add("text", NumberQuery::orgId).add("text", NumberQuery::number)
                .query(jdbc, MATCH, (row, n) -> new Match(row.getInt(1), row.getInt(2), row.getObject(3, UUID.class),
                        row.getString(4), row.getBoolean(5)));
    }

    /** Locks the shipments in the order of their ids and reads what is known of them. */
    Map<UUID, LockedShipment> lock(Collection<UUID> ids) {
        Map<UUID, LockedShipment> found = new LinkedHashMap<>();
        if (ids.isEmpty()) {
            return found;
        }
        SqlArray all = SqlArray.of("uuid", ids);
        jdbc.query(LOCK, ShipmentStore::shipment, all).forEach(shipment -> found.put(shipment.id, shipment));
        jdbc.query(EVENTS, row -> {
            LockedShipment shipment = found.get(row.getObject("shipment_id", UUID.class));
            shipment.restore(event(row, row.getRow()), row.getString("identity"));
        }, all);
        return found;
    }

    private static LockedShipment shipment(ResultSet row, int number) throws SQLException {
        return new LockedShipment(row.getObject("id", UUID.class), row.getString("org_id"),
                row.getObject("rma_case_id", UUID.class), row.getString("case_number"), row.getString("carrier"),
                row.getString("tracking_number"), Direction.valueOf(row.getString("direction")),
                Sql.instant(row, "shipped_at"), ShipmentStatus.valueOf(row.getString("state")));
    }

    static TrackingEvent event(ResultSet row, int number) throws SQLException {
        String reason = row.getString("reason");
        Place place = new Place(row.getString("city"), row.getString("postal_code"), row.getString("country"),
                row.getString("place_name"));
        return new TrackingEvent(ShipmentStatus.valueOf(row.getString("status")),
                reason == null ? null : StatusReason.valueOf(reason), OffsetDateTime.parse(row.getString("at_text")),
                row.getString("raw_time"), row.getBoolean("zone_assumed"), row.getBoolean("date_only"),
                row.getString("code"), row.getString("text"), row.getBoolean("to_sender"),
                place.equals(new Place(null, null, null, null)) ? null : place);
    }

    /** Returns null if the case has a shipment of this number. */
    LockedShipment insert(String orgId, UUID caseId, String caseNumber, ShipOrder order, String actor, Instant now) {
        LockedShipment shipment = new LockedShipment(UuidCreator.getTimeOrderedEpochPlus1(), orgId, caseId,
                caseNumber, order.carrier(), order.trackingNumber(), order.direction(), order.shippedAt(),
                ShipmentStatus.PENDING);
        int inserted = jdbc.update(INSERT, shipment.id, orgId, caseId, caseNumber, order.carrier(),
                order.trackingNumber(), TrackingNumber.normalised(order.trackingNumber()), order.docket(),
                order.direction().name(),
                order.from(), order.to(), text(order.shippedAt()), text(order.expectedAt()), actor, now.toString(),
                now.toString());
        return inserted == 0 ? null : shipment;
    }

    /** A parcel may hold things of several cases: what is known of its number holds for the new one too. */
    void copyEventsOfSiblings(LockedShipment shipment) {
        jdbc.query(SIBLINGS, row -> {
            if (Carriers.family(row.getString("carrier")).equals(Carriers.family(shipment.carrier))) {
                shipment.add(event(row, row.getRow()), row.getString("source"),
                        row.getObject("message_id", UUID.class));
            }
        }, shipment.orgId, TrackingNumber.normalised(shipment.trackingNumber), shipment.id);
    }

    /** Writes the new events and numbers of the shipments, and the states that follow. */
    void write(Collection<LockedShipment> shipments, Instant now) {
        insertEvents(shipments.stream().flatMap(shipment -> shipment.newEvents().stream()).toList(), now);
        UnnestBatch.of(shipments.stream().flatMap(shipment -> shipment.newNumbers().stream()
                        .map(number -> new NumberRow(shipment.orgId, number, shipment.id))).toList())
                .add("text", NumberRow::orgId).add("text", NumberRow::number).add("uuid", NumberRow::shipmentId)
                .update(jdbc, INSERT_NUMBERS);
        UnnestBatch.of(List.copyOf(shipments))
                .add("uuid", s -> s.id).add("text", s -> s.state().status().name())
                .add("text", s -> name(s.state().reason())).add("timestamptz", s -> s.state().since())
                .add("text", LockedShipment::placeText).add("timestamptz", LockedShipment::shippedAt)
                .add("timestamptz", LockedShipment::deliveredAt).add("timestamptz", s -> s.pushed() ? now : null)
                .update(jdbc, UPDATE);
    }

    private void insertEvents(List<NewEvent> events, Instant now) {
        UnnestBatch.of(events)
                .add("uuid", e -> UuidCreator.getTimeOrderedEpochPlus1()).add("text", e -> e.shipment().orgId)
                .add("uuid", e -> e.shipment().id).add("text", e -> e.event().identity())
                .add("text", e -> e.event().status().name()).add("text", e -> name(e.event().reason()))
                .add("timestamptz", e -> e.event().instant()).add("text", e -> e.event().at().toString())
                .add("text", e -> e.event().rawTime()).add("boolean", e -> e.event().zoneAssumed())
                .add("boolean", e -> e.event().dateOnly()).add("text", e -> e.event().code())
                .add("text", e -> e.event().text()).add("boolean", e -> e.event().toSender())
                .add("text", e -> place(e).city()).add("text", e -> place(e).postalCode())
                .add("text", e -> place(e).country()).add("text", e -> place(e).name())
                .add("text", NewEvent::source).add("uuid", NewEvent::messageId).add("timestamptz", e -> now)
                .update(jdbc, INSERT_EVENTS);
    }

    private static Place place(NewEvent added) {
        return added.event().place() == null ? new Place(null, null, null, null) : added.event().place();
    }

    private static String name(StatusReason reason) {
        return reason == null ? null : reason.name();
    }

    private static String text(Instant at) {
        return at == null ? null : at.toString();
    }
}
