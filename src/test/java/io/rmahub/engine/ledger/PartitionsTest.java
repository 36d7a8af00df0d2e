package io.rmahub.engine.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.rmahub.support.TestDatabase;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Weeks come and go as whole partitions; a week with something open stays. */
class PartitionsTest {

    private static final int WEEK = 2800;

    private static List<String> partitions(TestDatabase database, int week) {
        return database.jdbc.queryForList(
                "select relname from pg_class where relname ~ ? and relkind = 'r'", String.class, "_w" + week + "$");
    }

    @Test
    void theyAreMadeOnceAndDroppedWhenNothingOfThemIsOpen() {
        try (var database = new TestDatabase()) {
            database.jdbc.execute("select hub_ensure_partitions(2799, 2801)");
            database.jdbc.execute("select hub_ensure_partitions(2800, 2801)");
            assertThat(partitions(database, WEEK)).hasSize(8);
            UUID open = database.jdbc.queryForObject(
                    "select hub_uuid7_floor(to_timestamp(2800 * 604800.0 + 5))", UUID.class);
            database.jdbc.update("""
                    insert into message values (?, 'demo', 'thulium', now(), ?, null, '{}', 'x', null)""", open, open);
            database.jdbc.update("insert into message_work values (?, 'demo', 'thulium', 0, now(), null)", open);

            database.jdbc.queryForList("select hub_drop_partitions(2802, 2802)");
            assertThat(partitions(database, 2799)).isEmpty();
            assertThat(partitions(database, 2800)).contains("message_w2800").doesNotContain("message_dedup_w2800");
            assertThat(database.jdbc.queryForObject("select count(*) from message where id = ?", Long.class, open))
                    .isOne();

            database.jdbc.update("delete from message_work");
            database.jdbc.queryForList("select hub_drop_partitions(2801, 2802)");
            assertThat(partitions(database, 2800)).isEmpty();
            assertThat(partitions(database, 2801)).contains("message_w2801");
        }
    }
}
