package io.rmahub.engine.ledger;

import io.rmahub.engine.jdbc.Snapshot;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Finds messages by id and by every business key, with all their stages. */
@Component
public final class MessageSearch {

    /**
     * Newest first. The last branch finds messages that wait and whose keys nobody has extracted yet, by their text.
     */
    private static final String IDS = """
            with named as (
                select message_id as id from message_key where org_id = ? and value = ?
                order by message_id desc limit 500),
            hits as (
                select id from named
                union select message_id from message_outcome
                      where duplicate_of in (select id from named) and org_id = ?
                union select id from message where id = ? and org_id = ?
                union select message_id from message_outcome where duplicate_of = ? and org_id = ?
                union select w.message_id from message_work w join message m on m.id = w.message_id
                      where w.org_id = ? and position(? in m.body) > 0)
            select id from hits where id < ? order by id desc limit ?""";

    private static final String NEWEST = "select id from message where org_id = ? and id < ? order by id desc limit ?";

    private static final String NEWEST_IN_STATE = """
            select message_id from message_outcome where org_id = ? and state = ? and message_id < ?
            order by message_id desc limit ?""";

    private static final String WAITING = """
            select message_id from message_work where org_id = ? and message_id < ? order by message_id desc limit ?""";

    private static final String MESSAGES = """
            select m.id, m.source, m.received_at, m.content_type, m.headers, m.body,
                   coalesce(o.state, 'WAITING') as state, coalesce(o.reason, w.last_error) as reason, o.path,
                   o.duplicate_of, o.case_number, w.attempts, w.next_attempt_at
            from message m
            left join message_outcome o on o.message_id = m.id
            left join message_work w on w.message_id = m.id
            where m.id = any (?) and m.org_id = ?
            order by m.id desc""";

    private static final String KEYS =
            "select distinct message_id, kind, value from message_key where message_id = any (?) order by kind, value";

    private static final String STAGES = """
            select message_id, stage, at, content from message_stage where message_id = any (?)
            union all
            select message_id, 'DECISION', at, explanation from decision where message_id = any (?)
            order by at""";

    /** As many as a search by key considers. */
    private static final int MOST_HITS = 500;

    private static final UUID LAST = UUID.fromString("ffffffff-ffff-ffff-ffff-ffffffffffff");

    private final JdbcTemplate jdbc;
    private final DeliveryStages deliveries;
    /** So that state, stages and tries are of one moment: a message that is being settled is not shown half. */
    private final Snapshot snapshot;

    public MessageSearch(JdbcTemplate jdbc, DeliveryStages deliveries, Snapshot snapshot) {
        this.jdbc = jdbc;
        this.deliveries = deliveries;
        this.snapshot = snapshot;
    }

    /**
     * Newest first, with the names of their stages.
     *
     * @param query  an id or the whole value of a business key, in any case; null for all
     * @param state  only messages in this state ({@code WAITING} included); null for all
     * @param before only messages older than this one; null to begin with the newest
     */
    public List<MessageView> find(String orgId, String query, String state, UUID before, int limit) {
        UUID below = before == null ? LAST : before;
        if (query != null && !query.isBlank()) {
            // All hits of the key are looked at before the state is: a page that is not full is the last one.
            return views(orgId, matching(orgId, query, below, state == null ? limit : MOST_HITS), false).stream()
                    .filter(view -> state == null || state.equals(view.state())).limit(limit).toList();
        }
        List<UUID> ids;
        if (state == null) {
            ids = jdbc.queryForList(NEWEST, UUID.class, orgId, below, limit);
        } else if (state.equals("WAITING")) {
            ids = jdbc.queryForList(WAITING, UUID.class, orgId, below, limit);
        } else {
            ids = jdbc.queryForList(NEWEST_IN_STATE, UUID.class, orgId, state, below, limit);
        }
        return views(orgId, ids, false);
    }

    /** One message with the content of all its stages. */
    public Optional<MessageView> get(String orgId, UUID id) {
        return views(orgId, List.of(id), true).stream().findFirst();
    }

    private List<UUID> matching(String orgId, String query, UUID below, int limit) {
        UUID id = uuid(query);
        return jdbc.queryForList(IDS, UUID.class, orgId, BusinessKey.normalised(query), orgId, id, orgId, id, orgId,
                orgId, query.strip().getBytes(StandardCharsets.UTF_8), below, limit);
    }

    private static UUID uuid(String text) {
        try {
            return UUID.fromString(text.strip());
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private List<MessageView> views(String orgId, List<UUID> ids, boolean contents) {
        return ids.isEmpty() ? List.of() : snapshot.read(() -> read(orgId, ids, contents));
    }

    private List<MessageView> read(String orgId, List<UUID> ids, boolean contents) {
        UUID[] wanted = ids.toArray(UUID[]::new);
        Map<UUID, List<BusinessKey>> keys = new HashMap<>();
        jdbc.query(KEYS, row -> {
            keys.computeIfAbsent(row.getObject(1, UUID.class), key -> new ArrayList<>())
                    .add(new BusinessKey(row.getString(2), row.getString(3)));
        }, (Object) wanted);
        Map<UUID, List<MessageView.StageView>> stages = new HashMap<>();
        jdbc.query(STAGES, row -> {
            stages.computeIfAbsent(row.getObject(1, UUID.class), key -> new ArrayList<>())
                    .add(new MessageView.StageView(row.getString(2), instant(row, "at"), null, null,
                            contents ? row.getString(4) : null, null));
        }, wanted, wanted);
        Map<UUID, List<MessageView.StageView>> delivered = deliveries.of(wanted, contents);
        return jdbc.query(MESSAGES, (row, number) -> view(row, contents, keys, stages, delivered), wanted, orgId);
    }

    private static MessageView view(ResultSet row, boolean contents, Map<UUID, List<BusinessKey>> keys,
                                    Map<UUID, List<MessageView.StageView>> stages,
                                    Map<UUID, List<MessageView.StageView>> delivered) throws SQLException {
        UUID id = row.getObject("id", UUID.class);
        List<MessageView.StageView> all = new ArrayList<>();
        all.add(new MessageView.StageView("RAW", instant(row, "received_at"), row.getString("content_type"),
                contents ? row.getString("headers") : null,
                contents ? new String(row.getBytes("body"), StandardCharsets.UTF_8) : null, null));
        stages.getOrDefault(id, List.of()).stream()
                .sorted(Comparator.comparing(MessageView.StageView::at)).forEach(all::add);
        all.addAll(delivered.getOrDefault(id, List.of()));
        return new MessageView(id, row.getString("source"), instant(row, "received_at"), row.getString("state"),
                row.getString("reason"), row.getString("path"), row.getObject("duplicate_of", UUID.class),
                row.getString("case_number"), row.getObject("attempts", Integer.class),
                instant(row, "next_attempt_at"), keys.getOrDefault(id, List.of()), all);
    }

    static Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime at = row.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }
}
