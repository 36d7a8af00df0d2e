package io.rmahub.delivery;

import io.rmahub.delivery.ReceiptListener.Heard;
import io.rmahub.ledger.Acceptance;
import io.rmahub.ledger.Columns;
import io.rmahub.ledger.GroupCommit;
import io.rmahub.ledger.Ledger;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Records how attempts ended and lets the next delivery of each line go.
 *
 * <p>Only the holder of a delivery's newest attempt is heard: whoever lost its claim changes nothing.
 */
@Component
public final class Outcomes implements DisposableBean {

    private static final String DONE = """
            with gone as (
                delete from delivery d using unnest(?::uuid[], ?::integer[]) as a(id, attempt)
                where d.id = a.id and d.attempts = a.attempt and d.status = 'IN_FLIGHT'
                returning d.*)
            insert into delivery_done (id, org_id, event_id, message_id, target, line_id, subject, type, status,
                                       attempts, created_at, done_at)
            select id, org_id, event_id, message_id, target, line_id, subject, type, 'DELIVERED', attempts,
                   created_at, now()
            from gone
            returning id""";

    private static final String FAILED = """
            update delivery d
            set status = v.status, attempts = v.attempts, next_attempt_at = v.next_attempt_at, cause = v.cause,
                last_error = v.error, owner = null
            from unnest(?::uuid[], ?::integer[], ?::text[], ?::integer[], ?::timestamptz[], ?::text[], ?::text[])
                 as v(id, attempt, status, attempts, next_attempt_at, cause, error)
            where d.id = v.id and d.attempts = v.attempt and d.status = 'IN_FLIGHT'""";

    private static final String ATTEMPTS = """
            insert into delivery_attempt (delivery_id, attempt, at, duration_millis, request, response_status, response,
                                          cause, error)
            select * from unnest(?::uuid[], ?::integer[], ?::timestamptz[], ?::integer[], ?::text[], ?::integer[],
                                 ?::text[], ?::text[], ?::text[])""";

    private static final String NEXT_IN_LINE = """
            update delivery d set status = 'QUEUED', next_attempt_at = now() + ?::interval
            from (select distinct on (o.target, o.line_id) o.id, o.status
                  from delivery o join unnest(?::text[], ?::uuid[]) as l(target, line_id)
                       on o.target = l.target and o.line_id = l.line_id
                  order by o.target, o.line_id, o.seq) as head
            where d.id = head.id and head.status = 'PENDING'
            returning d.id, d.target, d.attempts""";

    /** What is to be done when the outcomes are committed. */
    private record Written(List<QueuedDelivery> queued, List<Acceptance> messages) {
    }

    private final JdbcTemplate jdbc;
    private final TransactionTemplate transaction;
    private final HandOver handOver;
    private final FailurePlan plan;
    private final Receipts receipts;
    private final Outbox outbox;
    private final Ledger ledger;
    private final Clock clock;
    private final GroupCommit<Attempt, Void> writer;

    public Outcomes(JdbcTemplate jdbc, TransactionTemplate transaction, HandOver handOver, FailurePlan plan,
                    Receipts receipts, Outbox outbox, Ledger ledger, Clock clock) {
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.handOver = handOver;
        this.plan = plan;
        this.receipts = receipts;
        this.outbox = outbox;
        this.ledger = ledger;
        this.clock = clock;
        this.writer = new GroupCommit<>("outcome", 2, 128, this::write);
    }

    /** Returns when the outcome is committed. */
    public void record(Attempt attempt) {
        writer.submit(attempt);
        if (attempt.delivered()) {
            plan.delivered(attempt.delivery().target());
        }
    }

    private List<Void> write(List<Attempt> batch) {
        Written written = transaction.execute(status ->
                jdbc.execute((ConnectionCallback<Written>) connection -> write(connection, batch)));
        handOver.deliveries(written.queued());
        written.messages().stream().filter(accepted -> !accepted.duplicate())
                .forEach(accepted -> handOver.message(accepted.id(), accepted.source()));
        return Collections.nCopies(batch.size(), null);
    }

    private Written write(Connection connection, List<Attempt> batch) throws SQLException {
        List<Attempt> delivered = batch.stream().filter(Attempt::delivered).toList();
        Set<UUID> done = done(connection, delivered);
        Columns.of(batch.stream().filter(a -> !a.delivered()).map(plan::after).toList())
                .add("uuid", f -> f.attempt().delivery().id()).add("integer", f -> f.attempt().delivery().attempt())
                .add("text", f -> f.nextAttempt() == null ? "DEAD" : "RETRY")
                .add("integer", FailurePlan.Planned::attemptsUsed)
                .add("timestamptz", FailurePlan.Planned::nextAttempt)
                .add("text", f -> f.attempt().cause().name()).add("text", f -> f.attempt().error())
                .update(connection, FAILED);
        Columns.of(batch)
                .add("uuid", a -> a.delivery().id()).add("integer", a -> a.delivery().attempt())
                .add("timestamptz", Attempt::startedAt).add("integer", a -> (int) a.took().toMillis())
                .add("text", Attempt::request).add("integer", Attempt::status).add("text", Attempt::response)
                .add("text", a -> a.cause() == null ? null : a.cause().name()).add("text", Attempt::error)
                .update(connection, ATTEMPTS);
        if (delivered.isEmpty()) {
            return new Written(List.of(), List.of());
        }
        Heard heard = receipts.tell(connection, delivered.stream()
                .filter(a -> a.answer() != null && done.contains(a.delivery().id())).toList(), clock.instant());
        List<QueuedDelivery> next = nextInLine(connection, delivered);
        next.addAll(outbox.write(connection, heard.events()));
        return new Written(next, ledger.accept(connection, heard.messages()));
    }

    /** Which of these deliveries were open and are done now. */
    private static Set<UUID> done(Connection connection, List<Attempt> delivered) throws SQLException {
        Set<UUID> done = new HashSet<>();
        if (delivered.isEmpty()) {
            return done;
        }
        try (PreparedStatement statement = connection.prepareStatement(DONE)) {
            Columns.of(delivered).add("uuid", a -> a.delivery().id()).add("integer", a -> a.delivery().attempt())
                    .bind(statement, 1);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    done.add(rows.getObject(1, UUID.class));
                }
            }
        }
        return done;
    }

    private static List<QueuedDelivery> nextInLine(Connection connection, List<Attempt> delivered)
            throws SQLException {
        List<QueuedDelivery> next = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(NEXT_IN_LINE)) {
            statement.setString(1, Outbox.QUEUE_LEASE.toSeconds() + " seconds");
            Columns.of(delivered).add("text", a -> a.delivery().target()).add("uuid", a -> a.delivery().lineId())
                    .bind(statement, 2);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    next.add(new QueuedDelivery(rows.getObject("id", UUID.class), rows.getString("target"),
                            rows.getInt("attempts")));
                }
            }
        }
        return next;
    }

    @Override
    public void destroy() {
        writer.close();
    }
}
