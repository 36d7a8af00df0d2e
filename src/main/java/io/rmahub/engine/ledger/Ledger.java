package io.rmahub.engine.ledger;

import io.rmahub.engine.jdbc.GroupCommit;
import io.rmahub.engine.jdbc.SqlArray;
import io.rmahub.engine.jdbc.UnnestBatch;
import io.rmahub.engine.settings.HubSettings;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Accepts messages: when {@link #accept} returns, the raw bytes, headers and keys are committed.
 *
 * <p>Concurrent callers share one transaction of two statements (three when it holds a repeat).
 */
@Component
public final class Ledger implements DisposableBean {

    private static final String REMEMBER_KEYS = """
            insert into message_dedup (slot, dedup_key, message_id)
            select s.slot, i.dedup_key, i.id
            from unnest(?::uuid[], ?::uuid[]) as i(id, dedup_key)
            cross join unnest(?::integer[]) as s(slot)
            where not exists (select 1 from message_dedup d where d.slot = any (?) and d.dedup_key = i.dedup_key)
            order by i.dedup_key, s.slot, i.id
            on conflict do nothing
            returning message_id""";

    private static final String MESSAGES_OF_KEYS = """
            select dedup_key, message_id from message_dedup
            where slot = any (?) and dedup_key = any (?) order by message_id""";

    private static final String WRITE = """
            with incoming as (
                select * from unnest(?::uuid[], ?::text[], ?::text[], ?::timestamptz[], ?::uuid[], ?::text[], ?::text[],
                                     ?::bytea[], ?::text[], ?::uuid[])
                as t(id, org_id, source, received_at, dedup_key, content_type, headers, body, remote_address,
                     first_id)),
            raw as (
                insert into message
                select id, org_id, source, received_at, dedup_key, content_type, headers, body, remote_address
                from incoming),
            work as (
                insert into message_work (message_id, org_id, source, next_attempt_at)
                select id, org_id, source, received_at + ?::interval from incoming where first_id is null),
            repeats as (
                insert into message_outcome (message_id, org_id, source, state, duplicate_of, at)
                select id, org_id, source, 'DUPLICATE', first_id, received_at from incoming where first_id is not null),
            keys as (
                insert into message_key (message_id, org_id, kind, value)
                select * from unnest(?::uuid[], ?::text[], ?::text[], ?::text[]))
            insert into ledger_tally (org_id, source, state, delta)
            select org_id, source, 'ACCEPTED', count(*) from incoming group by 1, 2
            union all
            select org_id, source, 'DUPLICATE', count(*) from incoming where first_id is not null group by 1, 2""";

    /** Two writers: while one waits for the disk the other collects. */
    private static final int WRITERS = 2;
    private static final int MAX_BATCH = 256;

    private final JdbcTemplate jdbc;
    private final TransactionTemplate transaction;
    private final Clock clock;
    private final HubSettings settings;
    private final GroupCommit<Inbound, Acceptance> writer;

    public Ledger(JdbcTemplate jdbc, TransactionTemplate transaction, Clock clock, HubSettings settings) {
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.clock = clock;
        this.settings = settings;
        this.writer = new GroupCommit<>("accept", WRITERS, MAX_BATCH, this::write);
    }

    /** Commits the message; a repeat is committed too, as the duplicate of the first. */
    public Acceptance accept(Inbound inbound) {
        return writer.submit(inbound);
    }

    private List<Acceptance> write(List<Inbound> batch) {
        return transaction.execute(status -> accept(batch));
    }

    /** Accepts what another transaction learnt, as part of it. */
    public List<Acceptance> accept(List<Inbound> batch) {
        if (batch.isEmpty()) {
            return List.of();
        }
        DedupSlots slots = DedupSlots.at(clock.instant(), settings.ledger().dedupWindow());
        Map<UUID, UUID> repeats = repeats(batch, slots);
        insert(batch, repeats);
        return batch.stream().map(in -> new Acceptance(in.id(), in.source(), repeats.get(in.id()))).toList();
    }

    /** Message id → id of the first message with the same key, for the repeats among the batch. */
    private Map<UUID, UUID> repeats(List<Inbound> batch, DedupSlots slots) {
        Map<UUID, Integer> written = new HashMap<>();
        jdbc.query(REMEMBER_KEYS, statement -> {
            int next = UnnestBatch.of(batch).add("uuid", Inbound::id).add("uuid", Inbound::dedupKey).bind(statement, 1);
            SqlArray.of("integer", slots.current()).bind(statement, next);
            SqlArray.of("integer", slots.earlier()).bind(statement, next + 1);
        }, (RowCallbackHandler) row -> written.merge(row.getObject(1, UUID.class), 1, Integer::sum));
        List<Inbound> repeated = batch.stream()
                .filter(in -> written.getOrDefault(in.id(), 0) < slots.current().size()).toList();
        if (repeated.isEmpty()) {
            return Map.of();
        }
        Map<UUID, List<UUID>> byKey = messagesOfKeys(repeated, slots);
        Map<UUID, UUID> result = new HashMap<>();
        repeated.forEach(in -> result.put(in.id(), byKey.get(in.dedupKey()).stream()
                .filter(id -> !id.equals(in.id())).findFirst().orElseThrow()));
        return result;
    }

    /** All messages remembered for the repeated keys, oldest first. */
    private Map<UUID, List<UUID>> messagesOfKeys(List<Inbound> repeated, DedupSlots slots) {
        Set<Integer> all = new HashSet<>(slots.current());
        all.addAll(slots.earlier());
        Map<UUID, List<UUID>> byKey = new HashMap<>();
        jdbc.query(MESSAGES_OF_KEYS, row -> {
            byKey.computeIfAbsent(row.getObject(1, UUID.class), key -> new ArrayList<>())
                    .add(row.getObject(2, UUID.class));
        }, SqlArray.of("integer", all), SqlArray.of("uuid", repeated.stream().map(Inbound::dedupKey).toList()));
        return byKey;
    }

    private record KeyRow(UUID messageId, String orgId, BusinessKey key) {
    }

    private void insert(List<Inbound> batch, Map<UUID, UUID> repeats) {
        List<KeyRow> keys = batch.stream()
                .flatMap(in -> in.keys().stream().map(key -> new KeyRow(in.id(), in.orgId(), key))).toList();
        jdbc.update(WRITE, statement -> {
            int next = UnnestBatch.of(batch)
                    .add("uuid", Inbound::id).add("text", Inbound::orgId).add("text", Inbound::source)
                    .add("timestamptz", Inbound::receivedAt).add("uuid", Inbound::dedupKey)
                    .add("text", Inbound::contentType).add("text", Inbound::headersJson)
                    .add("bytea", Inbound::body).add("text", Inbound::remoteAddress)
                    .add("uuid", in -> repeats.get(in.id()))
                    .bind(statement, 1);
            statement.setString(next++, settings.processing().firstLease().toString());
            UnnestBatch.of(keys)
                    .add("uuid", KeyRow::messageId).add("text", KeyRow::orgId)
                    .add("text", row -> row.key().kind()).add("text", row -> row.key().value())
                    .bind(statement, next);
        });
    }

    @Override
    public void destroy() {
        writer.close();
    }
}
