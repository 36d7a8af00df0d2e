package io.rmahub.engine.ledger;

import io.rmahub.engine.jdbc.GroupCommit;
import io.rmahub.engine.jdbc.SqlArray;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Reads open messages; callers that ask at the same time share one query. */
@Component
public final class OpenMessages implements DisposableBean {

    /** The bounds on m.id let the planner leave out all partitions but those of the batch. */
    private static final String READ = """
            select m.id, m.org_id, m.source, m.received_at, m.content_type, m.headers, m.body, w.attempts
            from message_work w join message m on m.id = w.message_id
            where w.message_id = any (?) and m.id between ? and ?""";

    private final JdbcTemplate jdbc;
    private final GroupCommit<UUID, Optional<OpenMessage>> reader;

    public OpenMessages(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
        this.reader = new GroupCommit<>("open-messages", 1, 64, this::read);
    }

    /** The message, or empty if it is accounted for already. */
    public Optional<OpenMessage> find(UUID id) {
        return reader.submit(id);
    }

    private List<Optional<OpenMessage>> read(List<UUID> ids) {
        List<String> ordered = ids.stream().map(UUID::toString).sorted().toList();
        Map<UUID, OpenMessage> found = new HashMap<>();
        jdbc.query(READ, OpenMessages::message, SqlArray.of("uuid", ids), UUID.fromString(ordered.get(0)),
                UUID.fromString(ordered.get(ordered.size() - 1))).forEach(message -> found.put(message.id(), message));
        return ids.stream().map(id -> Optional.ofNullable(found.get(id))).toList();
    }

    private static OpenMessage message(ResultSet row, int number) throws SQLException {
        return new OpenMessage(row.getObject("id", UUID.class), row.getString("org_id"), row.getString("source"),
                row.getObject("received_at", OffsetDateTime.class).toInstant(), row.getString("content_type"),
                row.getString("headers"), row.getBytes("body"), row.getInt("attempts"));
    }

    @Override
    public void destroy() {
        reader.close();
    }
}
