package io.rmahub.ledger;

import java.sql.Array;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.jdbc.core.ConnectionCallback;
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
        Map<UUID, OpenMessage> found = jdbc.execute((ConnectionCallback<Map<UUID, OpenMessage>>) connection -> {
            try (PreparedStatement statement = connection.prepareStatement(READ)) {
                Array wanted = connection.createArrayOf("uuid", ids.toArray());
                statement.setArray(1, wanted);
                statement.setObject(2, UUID.fromString(Collections.min(ids.stream().map(UUID::toString).toList())));
                statement.setObject(3, UUID.fromString(Collections.max(ids.stream().map(UUID::toString).toList())));
                return messages(statement);
            }
        });
        return ids.stream().map(id -> Optional.ofNullable(found.get(id))).toList();
    }

    private static Map<UUID, OpenMessage> messages(PreparedStatement statement) throws SQLException {
        Map<UUID, OpenMessage> found = new HashMap<>();
        try (ResultSet row = statement.executeQuery()) {
            while (row.next()) {
                UUID id = row.getObject("id", UUID.class);
                found.put(id, new OpenMessage(id, row.getString("org_id"), row.getString("source"),
                        row.getObject("received_at", OffsetDateTime.class).toInstant(), row.getString("content_type"),
                        row.getString("headers"), row.getBytes("body"), row.getInt("attempts")));
            }
        }
        return found;
    }

    @Override
    public void destroy() {
        reader.close();
    }
}
