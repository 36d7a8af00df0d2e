package io.rmahub.engine.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.rmahub.support.TestDatabase;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * A hub that idled gets a backlog: rows are looked up by index again, without waiting for PostgreSQL's housekeeping.
 */
class OpenWorkStatisticsTest {

    private static final int BACKLOG = 5_000;
    private static final String FILL = """
            insert into delivery (id, org_id, event_id, message_id, target, line_id, subject, type, status, created_at)
            select gen_random_uuid(), 'demo', gen_random_uuid(), gen_random_uuid(), 'csp', gen_random_uuid(), 's', 't',
                   'QUEUED', now()
            from generate_series(1, ?)""";
    private static final String LOOK_UP = """
            explain select d.id from delivery d join unnest(array[gen_random_uuid()]) as a(id) on d.id = a.id""";

    private static TestDatabase database;

    @BeforeAll
    static void open() {
        database = new TestDatabase();
    }

    @AfterAll
    static void close() {
        database.close();
    }

    /** What idling leaves behind: a few pages without a row, known to be empty. */
    @BeforeEach
    void idle() {
        database.jdbc.execute("alter table delivery set (autovacuum_enabled = false)");
        database.jdbc.execute("truncate delivery");
        database.jdbc.update(FILL, 30);
        database.jdbc.update("delete from delivery");
        database.jdbc.execute("analyze delivery");
    }

    @Test
    void aBacklogIsKnownAsSoonAsItIsMeasured() throws IOException {
        database.jdbc.update(FILL, BACKLOG);
        assertThat(plan()).as("why it is measured: every row is compared").contains("Join Filter: (a.id = d.id)");

        measure();

        assertThat(plan()).contains("Index Cond: (id = a.id)");
        assertThat(believed()).isBetween(BACKLOG - 100L, BACKLOG + 100L);
    }

    @Test
    void whatIsKnownAlreadyIsNotCountedAgain() throws IOException {
        database.jdbc.update(FILL, 50);
        measure();
        assertThat(believed()).as("too few to matter").isZero();

        database.jdbc.update(FILL, 950);
        measure();
        database.jdbc.update(FILL, 1_000);
        measure();
        assertThat(believed()).isEqualTo(1_000);

        database.jdbc.update(FILL, 4_000);
        measure();
        assertThat(believed()).as("six times what was believed").isEqualTo(6_000);
    }

    private static void measure() throws IOException {
        try (InputStream sql = OpenWorkStatisticsTest.class.getResourceAsStream("/sql/measure-open-work.sql")) {
            database.jdbc.execute(new String(sql.readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    private static String plan() {
        return String.join("\n", database.jdbc.queryForList(LOOK_UP, String.class));
    }

    private static long believed() {
        return database.jdbc.queryForObject(
                "select reltuples::bigint from pg_class where oid = 'delivery'::regclass", Long.class);
    }
}
