package io.rmahub.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.rmahub.support.TestDatabase;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A hub that idled gets a backlog: statements on open work read rows by index, not the list from end to end. */
class OpenWorkTest {

    private static final int BACKLOG = 20_000;
    private static final String LOOK_UP = "select d.id from delivery d join unnest(?::uuid[]) as a(id) on d.id = a.id";
    private static final String FILL = """
            insert into delivery (id, org_id, event_id, message_id, target, line_id, subject, type, status, created_at)
            select gen_random_uuid(), 'demo', gen_random_uuid(), gen_random_uuid(), 'csp', gen_random_uuid(), 's', 't',
                   'QUEUED', now()
            from generate_series(1, %d)""".formatted(BACKLOG);

    private interface Preparing {
        PreparedStatement prepare(Connection connection, String sql) throws SQLException;
    }

    private TestDatabase database;

    @BeforeEach
    void open() {
        database = new TestDatabase();
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void aStatementOnOpenWorkIsPlannedForTheListAsItIs() throws SQLException {
        assertThat(readFromEndToEnd(OpenWork::prepare)).isZero();
    }

    /** Why the class exists; when this is no longer so, it can go. */
    @Test
    void aKeptPlanReadsTheWholeList() throws SQLException {
        assertThat(readFromEndToEnd(Connection::prepareStatement)).isGreaterThanOrEqualTo(BACKLOG);
    }

    /** Rows read without an index when a row is looked up in a backlog, by a hub that idled before. */
    private long readFromEndToEnd(Preparing preparing) throws SQLException {
        try (Connection connection = database.jdbc.getDataSource().getConnection();
             Statement sql = connection.createStatement()) {
            sql.execute("vacuum analyze delivery");
            connection.setAutoCommit(false);
            for (int i = 0; i < 20; i++) {
                lookUp(connection, preparing);
            }
            sql.execute(FILL);
            long before = readInOrder(sql);
            lookUp(connection, preparing);
            long read = readInOrder(sql) - before;
            connection.rollback();
            return read;
        }
    }

    private static void lookUp(Connection connection, Preparing preparing) throws SQLException {
        try (PreparedStatement statement = preparing.prepare(connection, LOOK_UP)) {
            Columns.of(List.of(new UUID(1, 2))).add("uuid", id -> id).bind(statement, 1);
            statement.executeQuery().close();
        }
    }

    private static long readInOrder(Statement sql) throws SQLException {
        try (var row = sql.executeQuery(
                "select seq_tup_read from pg_stat_xact_user_tables where relname = 'delivery'")) {
            row.next();
            return row.getLong(1);
        }
    }
}
