package io.rmahub.engine.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.f4b6a3.uuid.UuidCreator;
import io.rmahub.engine.ledger.Settlements;
import io.rmahub.engine.settings.HubSettings;
import io.rmahub.support.Configured;
import io.rmahub.support.RouteSql;
import io.rmahub.support.TestDatabase;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a hub that starts makes of the work that an earlier life had in its hands, on a real PostgreSQL. */
class RecoveryTest {

    @TempDir
    Path data;
    private TestDatabase database;
    private HubSettings settings;
    private Settlements settlements;

    @BeforeEach
    void open() {
        database = new TestDatabase();
        settings = Configured.hub("data-dir: " + data);
        settlements = new Settlements(database.jdbc, database.transaction);
    }

    @AfterEach
    void close() {
        settlements.destroy();
        database.close();
    }

    private UUID message() {
        UUID id = UuidCreator.getTimeOrderedEpochPlus1();
        database.jdbc.update("""
                insert into message_work (message_id, org_id, source, next_attempt_at)
                values (?, 'demo', 'thulium', now() + interval '5 minutes')""", id);
        return id;
    }

    private UUID delivery(String target, String status, String owner, String cause) {
        UUID id = UuidCreator.getTimeOrderedEpochPlus1();
        database.jdbc.update("""
                insert into delivery (id, org_id, event_id, message_id, target, line_id, subject, type, status,
                                      next_attempt_at, created_at, owner, cause)
                values (?, 'demo', ?, ?, ?, ?, 'RMA-2026-00001', 'rma.case-opened.v1', ?,
                        now() + interval '1 hour', now(), ?, ?)""",
                id, id, id, target, id, status, owner, cause);
        return id;
    }

    private List<UUID> handOver(String sql) {
        return database.jdbc.query(RouteSql.read(sql, settings), (row, number) -> row.getObject(1, UUID.class));
    }

    private void restart() {
        new Recovery(database.jdbc, new HubInstance(settings)).afterPropertiesSet();
    }

    @Test
    void messagesInHandAreDueWhicheverAttemptItWas() {
        UUID first = message();
        UUID second = message();
        settlements.postpone(second, Instant.now().minusSeconds(1), "TIMEOUT");
        assertThat(handOver("due-messages.sql")).containsExactly(second);

        restart();

        assertThat(handOver("due-messages.sql")).containsExactlyInAnyOrder(first, second);
    }

    @Test
    void aMessageThatWaitsForItsNextAttemptGoesOnWaiting() {
        settlements.postpone(message(), Instant.now().plusSeconds(60), "UNREACHABLE");

        restart();

        assertThat(handOver("due-messages.sql")).isEmpty();
    }

    @Test
    void deliveriesInHandAreDueUnlessAnotherHubIsCalling() {
        String self = new HubInstance(settings).id();
        UUID queued = delivery("csp", "QUEUED", null, null);
        UUID called = delivery("csp", "IN_FLIGHT", self, null);
        delivery("csp", "IN_FLIGHT", "another", null);
        delivery("csp", "RETRY", null, "TIMEOUT");

        restart();

        assertThat(handOver("due-deliveries.sql")).containsExactlyInAnyOrder(queued, called);
    }

    @Test
    void anOutageSeenBeforeTheRestartEndsWithTheFirstSuccess() {
        UUID held = delivery("csp", "RETRY", null, "CIRCUIT_OPEN");
        UUID failed = delivery("csp", "RETRY", null, "UNREACHABLE");
        delivery("tms", "RETRY", null, "UNREACHABLE");
        var plan = new RedeliveryPolicy(settings, database.jdbc, Clock.systemUTC());
        plan.afterPropertiesSet();

        plan.delivered("tms");
        plan.delivered("csp");

        database.jdbc.update("update delivery set next_attempt_at = next_attempt_at - interval '3 seconds'");
        assertThat(handOver("due-deliveries.sql")).as("released over two seconds; tms had no outage")
                .containsExactlyInAnyOrder(held, failed);
    }
}
