package io.rmahub.stock;

import io.rmahub.engine.jdbc.Sql;
import io.rmahub.engine.jdbc.SqlArray;
import io.rmahub.engine.jdbc.UnnestBatch;
import io.rmahub.stock.StockReport.Place;
import io.rmahub.stock.model.BookedMovement;
import io.rmahub.stock.model.RecordedMovement;
import io.rmahub.stock.model.StockDifference;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Places, movements and differences inside somebody else's transaction; every statement takes a whole batch. */
@Component
final class StockStore {

    private static final String LOCK = """
            select p.id, p.org_id, p.sku, p.warehouse, p.as_of
            from stock_place p join unnest(?::text[], ?::text[], ?::text[]) as w(org_id, sku, warehouse)
                 using (org_id, sku, warehouse)
            order by p.org_id, p.sku, p.warehouse for update of p""";

    /** What an answer must show, and whatever it shows; what is on its way to the stock system is not accepted yet. */
    private static final String RECORDED = """
            select m.id, m.org_id, m.sku, m.warehouse, m.case_number,
                   case m.direction when 'OUT' then -m.qty else m.qty end as change, m.recorded_at,
                   coalesce(m.accepted_at, case when not exists (
                       select 1 from delivery d where d.message_id = m.cause_id and d.event_id = m.id
                                                  and d.target = ?) then m.recorded_at end) as accepted_at
            from stock_movement m
                 join unnest(?::text[], ?::text[], ?::text[], ?::timestamptz[]) as w(org_id, sku, warehouse, since)
                      using (org_id, sku, warehouse)
            where m.recorded_at >= w.since or m.id = any (?)
            order by m.recorded_at, m.id""";

    private static final String OWNERS = "select id, org_id from stock_movement where id = any (?)";

    private static final String DIFFERENCES = """
            select id, place_id, kind, movement_id, case_number, told, booked, since
            from stock_difference where place_id = any (?) and closed_at is null order by id""";

    private static final String REPORT = """
            update stock_place p
            set as_of = r.as_of, on_hand = r.on_hand, message_id = r.message_id, reported_at = r.reported_at
            from unnest(?::uuid[], ?::timestamptz[], ?::bigint[], ?::uuid[], ?::timestamptz[])
                 as r(id, as_of, on_hand, message_id, reported_at)
            where p.id = r.id""";

    private static final String CONFIRM = """
            with held as (select id from stock_movement where id = any (?) and known_at is null order by id for update)
            update stock_movement m set known_at = ? from held where m.id = held.id""";

    private static final String OPEN = """
            insert into stock_difference (id, org_id, place_id, sku, warehouse, kind, movement_id, case_number, told,
                                          booked, since, opened_at, opened_by)
            select * from unnest(?::uuid[], ?::text[], ?::uuid[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[],
                                 ?::integer[], ?::integer[], ?::timestamptz[], ?::timestamptz[], ?::uuid[])""";

    private static final String CLOSE = """
            update stock_difference d set closed_at = c.at, closed_by = c.message_id
            from unnest(?::uuid[], ?::timestamptz[], ?::uuid[]) as c(id, at, message_id) where d.id = c.id""";

    /** A difference that an answer opened or closed. */
    record Written(StockPlace place, FoundDifference difference, UUID messageId, boolean gone) {
    }

    private final JdbcTemplate jdbc;
    private final StockSettings settings;

    StockStore(JdbcTemplate jdbc, StockSettings settings) {
        this.jdbc = jdbc;
        this.settings = settings;
    }

    /** The places of these names that there was a question about, held until the transaction ends. */
    Map<Place, StockPlace> lock(List<Place> names) {
        Map<Place, StockPlace> places = new HashMap<>();
        UnnestBatch.of(names).add("text", Place::orgId).add("text", Place::sku).add("text", Place::warehouse)
                .query(jdbc, LOCK, (row, n) -> new StockPlace(row.getObject("id", UUID.class),
                        row.getString("org_id"), row.getString("sku"), row.getString("warehouse"),
                        Sql.instant(row, "as_of")))
                .forEach(found -> places.put(new Place(found.orgId(), found.sku(), found.warehouse()), found));
        return places;
    }

    /** What was recorded of these places, as far as the answers are about it. */
    Map<Place, List<RecordedMovement>> recorded(List<StockReport> reports) {
        Map<Place, List<RecordedMovement>> recorded = new HashMap<>();
        jdbc.query(RECORDED, statement -> {
            statement.setString(1, settings.system());
            int next = UnnestBatch.of(reports).add("text", r -> r.place().orgId()).add("text", r -> r.place().sku())
                    .add("text", r -> r.place().warehouse()).add("timestamptz", StockReport::since).bind(statement, 2);
            SqlArray.of("uuid", named(reports)).bind(statement, next);
        }, row -> {
            Place place = new Place(row.getString("org_id"), row.getString("sku"), row.getString("warehouse"));
            recorded.computeIfAbsent(place, name -> new ArrayList<>()).add(new RecordedMovement(
                    row.getString("id"), row.getString("case_number"), row.getInt("change"),
                    Sql.instant(row, "recorded_at"), Sql.instant(row, "accepted_at")));
        });
        return recorded;
    }

    /** Whose the movements are that the answers name, as far as they were recorded here. */
    Map<String, String> owners(List<StockReport> reports) {
        Map<String, String> owners = new HashMap<>();
        jdbc.query(OWNERS, row -> {
            owners.put(row.getString("id"), row.getString("org_id"));
        }, SqlArray.of("uuid", named(reports)));
        return owners;
    }

    /** What was booked by hand in the stock system has another kind of id. */
    private static List<UUID> named(List<StockReport> reports) {
        return reports.stream().flatMap(report -> report.booked().stream()).map(BookedMovement::asUuid)
                .flatMap(Optional::stream).distinct().toList();
    }

    /** The open differences of these places. */
    Map<UUID, List<FoundDifference>> differences(List<UUID> places) {
        Map<UUID, List<FoundDifference>> open = new HashMap<>();
        jdbc.query(DIFFERENCES, row -> {
            UUID place = row.getObject("place_id", UUID.class);
            open.computeIfAbsent(place, id -> new ArrayList<>()).add(new FoundDifference(
                    row.getObject("id", UUID.class), place, new StockDifference(settings.kind(row.getString("kind")),
                            row.getString("movement_id"), row.getString("case_number"),
                            row.getObject("told", Integer.class), row.getObject("booked", Integer.class)),
                    Sql.instant(row, "since")));
        }, SqlArray.of("uuid", places));
        return open;
    }

    /** Writes what the stock system says that it has. */
    void report(List<StockReport> reports, Map<Place, StockPlace> places, Instant now) {
        UnnestBatch.of(reports).add("uuid", r -> places.get(r.place()).id()).add("timestamptz", StockReport::asOf)
                .add("bigint", StockReport::onHand).add("uuid", StockReport::messageId).add("timestamptz", r -> now)
                .update(jdbc, REPORT);
    }

    /** The stock system has booked these as they were recorded. */
    void confirm(List<UUID> movements, Instant now) {
        jdbc.update(CONFIRM, SqlArray.of("uuid", movements), Sql.at(now));
    }

    void open(List<Written> found, Instant now) {
        UnnestBatch.of(found).add("uuid", w -> w.difference().id()).add("text", w -> w.place().orgId())
                .add("uuid", w -> w.place().id()).add("text", w -> w.place().sku())
                .add("text", w -> w.place().warehouse())
                .add("text", w -> settings.label(w.difference().difference().kind()))
                .add("text", w -> w.difference().difference().movementId())
                .add("text", w -> w.difference().difference().caseNumber())
                .add("integer", w -> w.difference().difference().recorded())
                .add("integer", w -> w.difference().difference().booked())
                .add("timestamptz", w -> w.difference().since()).add("timestamptz", w -> now)
                .add("uuid", Written::messageId).update(jdbc, OPEN);
    }

    void close(List<Written> gone, Instant now) {
        UnnestBatch.of(gone).add("uuid", w -> w.difference().id()).add("timestamptz", w -> now)
                .add("uuid", Written::messageId).update(jdbc, CLOSE);
    }
}
