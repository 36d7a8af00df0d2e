package io.rmahub.delivery;

import io.rmahub.ledger.Columns;
import io.rmahub.ledger.GroupCommit;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
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
            from gone""";

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

    private final JdbcTemplate jdbc;
    private final TransactionTemplate transaction;
    private final HandOver handOver;
    private final FailurePlan plan;
    private final GroupCommit<Attempt, Void> writer;

    public Outcomes(JdbcTemplate jdbc, TransactionTemplate transaction, HandOver handOver, FailurePlan plan) {
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.handOver = handOver;
        this.plan = plan;
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
        List<QueuedDelivery> next = transaction.execute(status ->
                jdbc.execute((ConnectionCallback<List<QueuedDelivery>>) connection -> write(connection, batch)));
        handOver.deliveries(next);
        return Collections.nCopies(batch.size(), null);
    }

    private List<QueuedDelivery> write(Connection connection, List<Attempt> batch) throws SQLException {
        List<Attempt> delivered = batch.stream().filter(Attempt::delivered).toList();
        Columns.of(delivered)
                .add("uuid", a -> a.delivery().id()).add("integer", a -> a.delivery().attempt())
                .update(connection, DONE);
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
        return delivered.isEmpty() ? List.of() : nextInLine(connection, delivered);
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
