package io.rmahub.engine.ledger;

import io.rmahub.engine.jdbc.GroupCommit;
import io.rmahub.engine.jdbc.UnnestBatch;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Accounts for messages. {@link #take} and {@link #record} belong to one transaction: a message can be taken out of
 * the work list once, and only who took it acts on it. That is what makes effects happen once.
 */
@Component
public final class Settlements implements DisposableBean {

    private static final String TAKE = """
            delete from message_work where message_id in (select unnest(?::uuid[])) returning message_id""";

    private static final String OUTCOMES = """
            with settled as (
                select * from unnest(?::uuid[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[],
                                     ?::timestamptz[])
                as t(message_id, org_id, source, state, reason, path, case_number, at)),
            outcome as (
                insert into message_outcome (message_id, org_id, source, state, reason, path, case_number, at)
                select * from settled)
            insert into ledger_tally (org_id, source, state, delta)
            select org_id, source, state, count(*) from settled group by 1, 2, 3""";

    private static final String STAGES = """
            insert into message_stage (message_id, stage, at, content)
            select * from unnest(?::uuid[], ?::text[], ?::timestamptz[], ?::text[])""";

    private static final String KEYS = """
            insert into message_key (message_id, org_id, kind, value)
            select * from unnest(?::uuid[], ?::text[], ?::text[], ?::text[])""";

    private static final String POSTPONE = """
            update message_work set attempts = attempts + 1, postponed = true, next_attempt_at = ?, last_error = ?
            where message_id = ?""";

    private static final int MAX_BATCH = 128;

    private final JdbcTemplate jdbc;
    private final TransactionTemplate transaction;
    private final GroupCommit<Settlement, Boolean> writer;

    public Settlements(JdbcTemplate jdbc, TransactionTemplate transaction) {
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.writer = new GroupCommit<>("settle", 1, MAX_BATCH, this::write);
    }

    /** Commits a settlement that has no effect beside itself; false if the message was accounted for before. */
    public boolean settle(Settlement settlement) {
        return writer.submit(settlement);
    }

    private List<Boolean> write(List<Settlement> batch) {
        return transaction.execute(status -> {
            Set<UUID> open = take(batch.stream().map(Settlement::messageId).toList());
            record(batch.stream().filter(s -> open.contains(s.messageId())).toList());
            return batch.stream().map(s -> open.contains(s.messageId())).toList();
        });
    }

    /** Takes the messages that are still open out of the work list, in the transaction that is open. */
    public Set<UUID> take(List<UUID> messageIds) {
        return new HashSet<>(UnnestBatch.of(messageIds).add("uuid", id -> id)
                .query(jdbc, TAKE, (row, n) -> row.getObject(1, UUID.class)));
    }

    private record StageRow(UUID messageId, Stage stage) {
    }

    private record KeyRow(UUID messageId, String orgId, BusinessKey key) {
    }

    /** Writes the outcomes of messages taken in the same transaction, with their stages and keys. */
    public void record(List<Settlement> settlements) {
        UnnestBatch.of(settlements)
                .add("uuid", Settlement::messageId).add("text", Settlement::orgId).add("text", Settlement::source)
                .add("text", s -> s.state().name()).add("text", Settlement::reason).add("text", Settlement::path)
                .add("text", Settlement::caseNumber).add("timestamptz", Settlement::at)
                .update(jdbc, OUTCOMES);
        UnnestBatch.of(settlements.stream()
                        .flatMap(s -> s.stages().stream().map(stage -> new StageRow(s.messageId(), stage))).toList())
                .add("uuid", StageRow::messageId).add("text", row -> row.stage().name())
                .add("timestamptz", row -> row.stage().at()).add("text", row -> row.stage().content())
                .update(jdbc, STAGES);
        UnnestBatch.of(settlements.stream()
                        .flatMap(s -> s.keys().stream().map(key -> new KeyRow(s.messageId(), s.orgId(), key))).toList())
                .add("uuid", KeyRow::messageId).add("text", KeyRow::orgId)
                .add("text", row -> row.key().kind()).add("text", row -> row.key().value())
                .update(jdbc, KEYS);
    }

    /** Counts a failed attempt and says when the next one is due. */
    public void postpone(UUID messageId, Instant nextAttempt, String error) {
        jdbc.update(POSTPONE, Timestamp.from(nextAttempt), error, messageId);
    }

    @Override
    public void destroy() {
        writer.close();
    }
}
