package io.rmahub.engine.delivery;

import com.github.f4b6a3.uuid.UuidCreator;
import io.rmahub.engine.settings.HubSettings;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Puts failed things back on their way, one at a time; each replay is audited with who asked for it.
 *
 * <p>A replayed delivery keeps its id and so its {@code Idempotency-Key}: a target that had taken it after all
 * does nothing twice.
 */
@Component
public final class Replays {

    private static final String REDRIVE = """
            update delivery set status = 'QUEUED', attempts = 0, cause = null, next_attempt_at = now() + ?::interval
            where id = ? and org_id = ? and status = 'DEAD' returning id, target""";

    private static final String DISCARD = """
            with gone as (
                delete from delivery where id = ? and org_id = ? and status = 'DEAD' returning *),
            kept as (
                insert into delivery_done (id, org_id, event_id, message_id, target, line_id, subject, type, status,
                                           attempts, created_at, done_at)
                select id, org_id, event_id, message_id, target, line_id, subject, type, 'DISCARDED', attempts,
                       created_at, now() from gone)
            select id, target, line_id from gone""";

    private static final String WAKE_LINE = """
            update delivery set status = 'QUEUED', next_attempt_at = now() + ?::interval
            where status = 'PENDING' and id = (select id from delivery where target = ? and line_id = ?
                                               order by seq limit 1)
            returning id, target""";

    /**
     * Undoes a quarantine: deletes the outcome, counts it back in the tally and puts the message into the work list.
     */
    private static final String RESUBMIT = """
            with gone as (
                delete from message_outcome where message_id = ? and org_id = ? and state = 'QUARANTINED'
                returning message_id, org_id, source),
            work as (
                insert into message_work (message_id, org_id, source, next_attempt_at)
                select message_id, org_id, source, now() + ?::interval from gone),
            tally as (
                insert into ledger_tally (org_id, source, state, delta)
                select org_id, source, 'QUARANTINED', -1 from gone)
            select message_id from gone""";

    private static final String AUDIT = """
            insert into replay_audit (id, org_id, at, actor, kind, subject_id, note) values (?, ?, ?, ?, ?, ?, ?)""";

    private record Line(UUID id, String target, UUID lineId) {
    }

    private final JdbcTemplate jdbc;
    private final TransactionTemplate transaction;
    private final WorkDispatcher dispatcher;
    private final HubSettings settings;
    private final Clock clock;

    public Replays(JdbcTemplate jdbc, TransactionTemplate transaction, WorkDispatcher dispatcher, HubSettings settings,
                   Clock clock) {
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.dispatcher = dispatcher;
        this.settings = settings;
        this.clock = clock;
    }

    /** Redrives a dead delivery; false if there is no such one in this organisation. */
    public boolean redrive(String orgId, UUID deliveryId, String actor, String note) {
        List<QueuedDelivery> queued = transaction.execute(status -> {
            List<QueuedDelivery> found = jdbc.query(REDRIVE, (row, number) ->
                    new QueuedDelivery(row.getObject(1, UUID.class), row.getString(2), 0), deliveryLease(), deliveryId,
                    orgId);
            if (!found.isEmpty()) {
                audit(orgId, actor, "redrive", deliveryId, note);
            }
            return found;
        });
        dispatcher.deliveriesAgain(queued, round());
        return !queued.isEmpty();
    }

    /** Gives a dead delivery up for good, so that its line moves on; false if there is no such one. */
    public boolean discard(String orgId, UUID deliveryId, String actor, String note) {
        List<QueuedDelivery> next = transaction.execute(status -> {
            List<Line> gone = jdbc.query(DISCARD, (row, number) -> new Line(row.getObject(1, UUID.class),
                    row.getString(2), row.getObject(3, UUID.class)), deliveryId, orgId);
            if (gone.isEmpty()) {
                return null;
            }
            audit(orgId, actor, "discard", deliveryId, note);
            return jdbc.query(WAKE_LINE, (row, number) ->
                            new QueuedDelivery(row.getObject(1, UUID.class), row.getString(2), 0),
                    deliveryLease(), gone.get(0).target(), gone.get(0).lineId());
        });
        if (next == null) {
            return false;
        }
        dispatcher.deliveriesAgain(next, round());
        return true;
    }

    /** Processes a quarantined message anew; false if there is no such one in this organisation. */
    public boolean resubmit(String orgId, UUID messageId, String actor, String note) {
        boolean found = Boolean.TRUE.equals(transaction.execute(status -> {
            boolean undone = !jdbc.queryForList(RESUBMIT, UUID.class, messageId, orgId,
                    settings.processing().queueLease().toString()).isEmpty();
            if (undone) {
                audit(orgId, actor, "resubmit", messageId, note);
            }
            return undone;
        }));
        if (found) {
            dispatcher.messageAgain(messageId, null, round());
        }
        return found;
    }

    private String deliveryLease() {
        return settings.delivery().queueLease().toString();
    }

    private void audit(String orgId, String actor, String kind, UUID subject, String note) {
        jdbc.update(AUDIT, UuidCreator.getTimeOrderedEpoch(), orgId, Timestamp.from(clock.instant()), actor, kind,
                subject, note);
    }

    private String round() {
        return "r" + clock.millis();
    }
}
