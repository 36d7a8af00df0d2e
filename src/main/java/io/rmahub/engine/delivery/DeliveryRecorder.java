package io.rmahub.engine.delivery;

import io.rmahub.engine.delivery.ReceiptListener.Consequences;
import io.rmahub.engine.jdbc.GroupCommit;
import io.rmahub.engine.jdbc.UnnestBatch;
import io.rmahub.engine.ledger.Acceptance;
import io.rmahub.engine.ledger.Ledger;
import io.rmahub.engine.settings.HubSettings;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Records how attempts ended and lets the next delivery of each line go.
 *
 * <p>An outcome counts only if it is that of the delivery's newest attempt: a caller whose lease had ended changes
 * nothing.
 */
@Component
public final class DeliveryRecorder implements DisposableBean {

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
    private final WorkDispatcher dispatcher;
    private final RedeliveryPolicy redelivery;
    private final Receipts receipts;
    private final Outbox outbox;
    private final Ledger ledger;
    private final HubSettings settings;
    private final Clock clock;
    private final GroupCommit<Attempt, Void> writer;

    public DeliveryRecorder(JdbcTemplate jdbc, TransactionTemplate transaction, WorkDispatcher dispatcher,
                            RedeliveryPolicy redelivery, Receipts receipts, Outbox outbox, Ledger ledger,
                            HubSettings settings, Clock clock) {
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.dispatcher = dispatcher;
        this.redelivery = redelivery;
        this.receipts = receipts;
        this.outbox = outbox;
        this.ledger = ledger;
        this.settings = settings;
        this.clock = clock;
        this.writer = new GroupCommit<>("outcome", 2, 128, this::write);
    }

    /** Returns when the outcome is committed. */
    public void record(Attempt attempt) {
        writer.submit(attempt);
        if (attempt.delivered()) {
            redelivery.delivered(attempt.delivery().target());
        }
    }

    private List<Void> write(List<Attempt> batch) {
        Written written = transaction.execute(status -> written(batch));
        dispatcher.deliveries(written.queued());
        written.messages().stream().filter(accepted -> !accepted.duplicate())
                .forEach(accepted -> dispatcher.message(accepted.id(), accepted.source()));
        return Collections.nCopies(batch.size(), null);
    }

    private Written written(List<Attempt> batch) {
        List<Attempt> delivered = batch.stream().filter(Attempt::delivered).toList();
        Set<UUID> done = done(delivered);
        UnnestBatch.of(batch.stream().filter(a -> !a.delivered()).map(redelivery::after).toList())
                .add("uuid", f -> f.attempt().delivery().id()).add("integer", f -> f.attempt().delivery().attempt())
                .add("text", f -> f.nextAttempt() == null ? "DEAD" : "RETRY")
                .add("integer", RedeliveryPolicy.Planned::attemptsUsed)
                .add("timestamptz", RedeliveryPolicy.Planned::nextAttempt)
                .add("text", f -> f.attempt().cause().name()).add("text", f -> f.attempt().error())
                .update(jdbc, FAILED);
        UnnestBatch.of(batch)
                .add("uuid", a -> a.delivery().id()).add("integer", a -> a.delivery().attempt())
                .add("timestamptz", Attempt::startedAt).add("integer", a -> (int) a.took().toMillis())
                .add("text", Attempt::request).add("integer", Attempt::status).add("text", Attempt::response)
                .add("text", a -> a.cause() == null ? null : a.cause().name()).add("text", Attempt::error)
                .update(jdbc, ATTEMPTS);
        if (delivered.isEmpty()) {
            return new Written(List.of(), List.of());
        }
        Consequences consequences = receipts.dispatch(delivered.stream()
                .filter(a -> a.answer() != null && done.contains(a.delivery().id())).toList(), clock.instant());
        List<QueuedDelivery> next = new ArrayList<>(nextInLine(delivered));
        next.addAll(outbox.write(consequences.events()));
        return new Written(next, ledger.accept(consequences.messages()));
    }

    /** Which of these deliveries were open and are done now. */
    private Set<UUID> done(List<Attempt> delivered) {
        return new HashSet<>(UnnestBatch.of(delivered)
                .add("uuid", a -> a.delivery().id()).add("integer", a -> a.delivery().attempt())
                .query(jdbc, DONE, (row, n) -> row.getObject(1, UUID.class)));
    }

    private List<QueuedDelivery> nextInLine(List<Attempt> delivered) {
        return UnnestBatch.of(delivered)
                .add("text", a -> a.delivery().target()).add("uuid", a -> a.delivery().lineId())
                .query(jdbc, NEXT_IN_LINE, (row, n) -> new QueuedDelivery(row.getObject("id", UUID.class),
                        row.getString("target"), row.getInt("attempts")), settings.delivery().queueLease().toString());
    }

    @Override
    public void destroy() {
        writer.close();
    }
}
