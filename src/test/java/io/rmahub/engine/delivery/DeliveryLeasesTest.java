package io.rmahub.engine.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.github.f4b6a3.uuid.UuidCreator;
import io.rmahub.support.Configured;
import io.rmahub.support.RouteSql;
import io.rmahub.support.TestDatabase;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who may call a delivery, and what the sweepers hand over, on a real PostgreSQL. */
class DeliveryLeasesTest {

    @TempDir
    static Path data;
    private static TestDatabase database;
    private static DeliveryLeases one;
    private static DeliveryLeases other;

    @BeforeAll
    static void open() {
        database = new TestDatabase();
        one = claims("one");
        other = claims("other");
    }

    @AfterAll
    static void close() {
        one.destroy();
        other.destroy();
        database.close();
    }

    private static DeliveryLeases claims(String hub) {
        return new DeliveryLeases(database.jdbc, new HubInstance(Configured.hub("data-dir: " + data.resolve(hub))));
    }

    @BeforeEach
    void empty() {
        database.jdbc.update("delete from delivery");
    }

    private static UUID delivery(UUID lineId, String status, String due) {
        UUID id = UuidCreator.getTimeOrderedEpochPlus1();
        database.jdbc.update("""
                insert into delivery (id, org_id, event_id, message_id, target, line_id, subject, type, status,
                                      next_attempt_at, created_at)
                values (?, 'demo', ?, ?, 'csp', ?, 'RMA-2026-00001', 'rma.case-opened.v1', ?, now() + ?::interval,
                        now())""",
                id, id, id, lineId, status, due);
        return id;
    }

    private static UUID claimed(String due, String since) {
        UUID id = delivery(UUID.randomUUID(), "IN_FLIGHT", due);
        database.jdbc.update("update delivery set claimed_at = now() - ?::interval where id = ?", since, id);
        return id;
    }

    private static <T> List<T> both(Callable<T> first, Callable<T> second) throws Exception {
        ExecutorService callers = Executors.newFixedThreadPool(2);
        try {
            List<T> results = new ArrayList<>();
            for (Future<T> result : callers.invokeAll(List.of(first, second))) {
                results.add(result.get());
            }
            return results;
        } finally {
            callers.shutdown();
        }
    }

    @Test
    void oneOfTwoHubsGetsTheClaim() throws Exception {
        for (int round = 0; round < 30; round++) {
            UUID id = delivery(UUID.randomUUID(), "QUEUED", "5 minutes");
            assertThat(both(() -> one.claim(id, false), () -> other.claim(id, false)))
                    .filteredOn(claim -> claim.isPresent()).hasSize(1);
        }
    }

    @Test
    void onlyARedeliveryTakesOver() {
        UUID id = delivery(UUID.randomUUID(), "QUEUED", "5 minutes");
        assertThat(one.claim(id, false)).hasValueSatisfying(claim -> assertThat(claim.attempt()).isEqualTo(1));
        assertThat(other.claim(id, false)).isEmpty();
        assertThat(other.claim(id, true)).hasValueSatisfying(claim -> assertThat(claim.attempt()).isEqualTo(2));
    }

    @Test
    void whatIsNotQueuedCannotBeClaimed() {
        for (String status : List.of("PENDING", "RETRY", "DEAD")) {
            UUID id = delivery(UUID.randomUUID(), status, "0 seconds");
            assertThat(one.claim(id, false)).as(status).isEmpty();
            assertThat(one.claim(id, true)).as(status).isEmpty();
        }
        assertThat(one.claim(UUID.randomUUID(), true)).isEmpty();
    }

    private static List<UUID> sweep(String sql) {
        return database.jdbc.query(RouteSql.read(sql, Configured.hub("{}")),
                (row, number) -> row.getObject(1, UUID.class));
    }

    @Test
    void whatIsDueIsHandedOverOnce() throws Exception {
        Set<UUID> due = new HashSet<>();
        for (int i = 0; i < 800; i++) {
            due.add(delivery(UUID.randomUUID(), i % 2 == 0 ? "RETRY" : "IN_FLIGHT", "-1 second"));
        }
        delivery(UUID.randomUUID(), "RETRY", "1 minute");
        delivery(UUID.randomUUID(), "PENDING", null);
        delivery(UUID.randomUUID(), "DEAD", null);
        List<UUID> found = new ArrayList<>();
        for (List<UUID> part : both(() -> sweep("due-deliveries.sql"), () -> sweep("due-deliveries.sql"))) {
            found.addAll(part);
        }
        found.addAll(sweep("due-deliveries.sql"));
        assertThat(found).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(due);
        assertThat(sweep("due-deliveries.sql")).isEmpty();
    }

    @Test
    void aHeadThatNobodyWokeIsFound() throws Exception {
        UUID line = UUID.randomUUID();
        UUID head = delivery(line, "PENDING", null);
        delivery(line, "PENDING", null);
        UUID held = UUID.randomUUID();
        delivery(held, "DEAD", null);
        delivery(held, "PENDING", null);

        assertThat(sweep("stalled-lines.sql")).containsExactly(head);
        assertThat(sweep("stalled-lines.sql")).isEmpty();
    }

    @Test
    void whoIsStillCallingIsLeftAloneHoweverOldTheHandOver() throws Exception {
        claimed("-1 second", "89 seconds");
        UUID gone = claimed("-1 second", "91 seconds");

        assertThat(sweep("due-deliveries.sql")).containsExactly(gone);
    }

    @Test
    void whoHasCalledForTooLongIsGone() throws Exception {
        claimed("5 minutes", "89 seconds");
        UUID gone = claimed("5 minutes", "91 seconds");

        assertThat(sweep("stalled-lines.sql")).containsExactly(gone);
        assertThat(one.claim(gone, false)).isPresent();
        assertThat(sweep("stalled-lines.sql")).isEmpty();
    }

    @Test
    void aClaimWritesNoIndex() {
        UUID id = delivery(UUID.randomUUID(), "QUEUED", "5 minutes");
        long before = statistics();

        one.claim(id, false);

        await().atMost(Duration.ofSeconds(10)).until(() -> statistics() > before);
    }

    /** How many changes of deliveries needed no index, as PostgreSQL counts them. */
    private static long statistics() {
        database.jdbc.execute("select pg_stat_force_next_flush()");
        return database.jdbc.queryForObject(
                "select n_tup_hot_upd from pg_stat_user_tables where relname = 'delivery'", Long.class);
    }

    @Test
    void messagesThatAreDueAreHandedOverOnce() throws Exception {
        Set<UUID> due = new HashSet<>();
        for (int i = 0; i < 600; i++) {
            UUID id = UuidCreator.getTimeOrderedEpochPlus1();
            due.add(id);
            database.jdbc.update(
                    "insert into message_work values (?, 'demo', 'thulium', 0, now() - interval '1 s', null)", id);
        }
        List<UUID> found = new ArrayList<>();
        for (List<UUID> part : both(() -> sweep("due-messages.sql"), () -> sweep("due-messages.sql"))) {
            found.addAll(part);
        }
        found.addAll(sweep("due-messages.sql"));
        assertThat(found).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(due);
    }
}
