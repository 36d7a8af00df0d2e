package io.rmahub.stock;

import com.github.f4b6a3.uuid.UuidCreator;
import io.rmahub.engine.delivery.Subscriptions;
import io.rmahub.engine.jdbc.Sql;
import io.rmahub.engine.jdbc.SqlArray;
import io.rmahub.engine.processing.DecisionService;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * Asks the stock system about each place where something moved that it must have booked by now, and again about
 * differences until they are gone. It may run in several hubs at once; each place is taken by one.
 */
@Component
public final class StockReconciliationJob {

    private static final int BATCH = 100;

    /** It becomes part of an address; what could be mistaken there is not asked about. */
    private static final String ADDRESSABLE = "^[A-Za-z0-9][A-Za-z0-9._~-]{0,99}$";

    /** In the order in which answers lock them. */
    private static final String PLACES = """
            insert into stock_place (id, org_id, sku, warehouse, moved_at)
            select gen_random_uuid(), org_id, sku, warehouse, max(recorded_at)
            from stock_movement where known_at is null
            group by org_id, sku, warehouse order by org_id, sku, warehouse
            on conflict (org_id, sku, warehouse) do update set moved_at = excluded.moved_at
            where stock_place.moved_at < excluded.moved_at""";

    /**
     * A movement whose delivery was discarded was booked by other means or never; either way it should be booked.
     * The question reaches back to the first movement that is not confirmed, to the last answer, and to where the
     * oldest open difference was seen; a place with a question under way waits for its answer.
     */
    private static final String ASK = """
            with n as (select ?::timestamptz as now, ?::interval as known_after, ?::interval as again,
                              ?::text as system),
            pending as (
                select m.org_id, m.sku, m.warehouse, min(m.recorded_at) as first_at,
                       max(t.accepted_at) filter (where t.accepted_at <= n.now - n.known_after) as accepted_at
                from n, stock_movement m, lateral (
                    select coalesce(m.accepted_at, case when not exists (
                        select 1 from delivery d where d.message_id = m.cause_id and d.event_id = m.id
                                                   and d.target = n.system) then m.recorded_at end) as accepted_at) t
                where m.known_at is null
                group by m.org_id, m.sku, m.warehouse),
            differing as (
                select place_id, min(since) as since from stock_difference where closed_at is null group by place_id),
            due as (
                select p.id, least(pending.first_at - n.known_after, p.as_of - n.known_after, differing.since) as since
                from n, stock_place p
                     left join pending on pending.org_id = p.org_id and pending.sku = p.sku
                                          and pending.warehouse = p.warehouse
                     left join differing on differing.place_id = p.id
                where (p.asked_at is null and pending.accepted_at is not null
                       or pending.accepted_at + n.known_after > p.asked_at
                       or (pending.accepted_at is not null or differing.since is not null)
                          and p.asked_at <= n.now - n.again)
                  and p.sku ~ ?
                  and not exists (select 1 from delivery d where d.target = any (?) and d.line_id = p.id)
                order by p.asked_at nulls first, p.id limit ?
                for update of p skip locked)
            update stock_place p set asked_at = n.now from due, n where p.id = due.id
            returning p.id, p.org_id, p.sku, p.warehouse, p.as_of, due.since""";

    private record Question(StockPlace place, Instant since) {
    }

    private final JdbcTemplate jdbc;
    private final Subscriptions subscriptions;
    private final StockEvents events;
    private final StockSettings settings;
    private final DecisionService decisions;
    private final Clock clock;

    StockReconciliationJob(JdbcTemplate jdbc, Subscriptions subscriptions, StockEvents events, StockSettings settings,
                           DecisionService decisions, Clock clock) {
        this.jdbc = jdbc;
        this.subscriptions = subscriptions;
        this.events = events;
        this.settings = settings;
        this.decisions = decisions;
        this.clock = clock;
    }

    /** Asks about the places that are due by now; returns how many. */
    public int run() {
        Set<String> targets = subscriptions.targetsOf(StockEvents.QUESTION);
        return targets.isEmpty() ? 0 : decisions.transact(effects -> {
            Instant now = clock.instant();
            UUID timer = UuidCreator.getTimeOrderedEpochPlus1();
            List<Question> due = due(targets, now);
            due.forEach(each -> effects.emit(events.question(each.place(), each.since(), timer, now)));
            return due.size();
        });
    }

    private List<Question> due(Set<String> targets, Instant now) {
        jdbc.update(PLACES);
        return jdbc.query(ASK, (row, index) -> new Question(
                        new StockPlace(row.getObject("id", UUID.class), row.getString("org_id"), row.getString("sku"),
                                row.getString("warehouse"), Sql.instant(row, "as_of")), Sql.instant(row, "since")),
                Sql.at(now), interval(settings.knownAfter()), interval(settings.askAgainAfter()), settings.system(),
                ADDRESSABLE, SqlArray.of("text", targets), BATCH);
    }

    private static String interval(Duration duration) {
        return duration.toMillis() + " milliseconds";
    }
}
