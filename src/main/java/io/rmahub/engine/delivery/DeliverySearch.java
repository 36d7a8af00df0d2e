package io.rmahub.engine.delivery;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Deliveries for operators. */
@Component
public final class DeliverySearch {

    private static final String OPEN = """
            select d.id, d.target, d.subject, d.type, d.status, d.attempts, d.next_attempt_at, d.cause, d.last_error,
                   d.message_id, d.created_at, null::timestamptz as done_at,
                   case when d.status = 'PENDING' then (
                       select p.id from delivery p
                       where p.target = d.target and p.line_id = d.line_id and p.seq < d.seq
                       order by p.seq limit 1) end as held_by
            from delivery d
            where d.org_id = ? and (?::text is null or d.status = ?) and (?::text is null or d.target = ?)
              and d.id < ?
            order by d.id desc limit ?""";

    private static final String DONE = """
            select id, target, subject, type, status, attempts, null::timestamptz as next_attempt_at,
                   null as cause, null as last_error, message_id, created_at, done_at, null::uuid as held_by
            from delivery_done
            where org_id = ? and status = ? and (?::text is null or target = ?) and id < ?
            order by id desc limit ?""";

    private static final String COUNTS = """
            select target, status, cause, count(*) as count, min(created_at) as oldest,
                   min(next_attempt_at) as next_attempt_at
            from delivery where org_id = ? group by target, status, cause order by target, status, cause""";

    private static final UUID LAST = UUID.fromString("ffffffff-ffff-ffff-ffff-ffffffffffff");

    /**
     * A delivery without its calls.
     *
     * @param heldBy the delivery in front of it in its line, while {@code PENDING}
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record DeliveryView(UUID id, String target, String subject, String type, String status, int attempts,
                               Instant nextAttemptAt, String cause, String error, UUID messageId, Instant createdAt,
                               Instant doneAt, UUID heldBy) {
    }

    /** How many open deliveries of a target are in a status for a cause. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record OpenCount(String target, String status, String cause, long count, Instant oldest,
                            Instant nextAttemptAt) {
    }

    private final JdbcTemplate jdbc;

    public DeliverySearch(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Newest first.
     *
     * @param status {@code DELIVERED} or {@code DISCARDED} for done ones; an open status, or null for all open ones
     * @param before only deliveries older than this one; null to begin with the newest
     */
    public List<DeliveryView> find(String orgId, String status, String target, UUID before, int limit) {
        UUID below = before == null ? LAST : before;
        boolean done = "DELIVERED".equals(status) || "DISCARDED".equals(status);
        return done
                ? jdbc.query(DONE, DeliverySearch::view, orgId, status, target, target, below, limit)
                : jdbc.query(OPEN, DeliverySearch::view, orgId, status, status, target, target, below, limit);
    }

    /** Open deliveries by target, status and cause. */
    public List<OpenCount> counts(String orgId) {
        return jdbc.query(COUNTS, (row, number) -> new OpenCount(row.getString("target"), row.getString("status"),
                row.getString("cause"), row.getLong("count"), instant(row, "oldest"),
                instant(row, "next_attempt_at")), orgId);
    }

    private static DeliveryView view(ResultSet row, int number) throws SQLException {
        return new DeliveryView(row.getObject("id", UUID.class), row.getString("target"),
                row.getString("subject"), row.getString("type"), row.getString("status"), row.getInt("attempts"),
                instant(row, "next_attempt_at"), row.getString("cause"), row.getString("last_error"),
                row.getObject("message_id", UUID.class), instant(row, "created_at"), instant(row, "done_at"),
                row.getObject("held_by", UUID.class));
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime at = row.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }
}
