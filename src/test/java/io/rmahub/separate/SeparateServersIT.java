package io.rmahub.separate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rmahub.support.HttpConnection;
import io.rmahub.support.HubOps;
import io.rmahub.support.HubProcess;
import io.rmahub.support.Neighbours;
import io.rmahub.support.SandboxProcess;
import io.rmahub.support.ThuliumPosts;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The packaged hub in its production profile: PostgreSQL, Artemis, Kafka and the neighbours all run in other
 * processes and are known to it by the environment alone. Then a second hub joins it on the same servers.
 */
class SeparateServersIT {

    private static final String ORG = "separate";
    private static final List<String> CALLED_FOR_EACH = List.of("csp", "tms", "tickets", "thulium");
    private static final int FIRST_TICKET = 60_001;
    private static final int SHARED_TICKETS = 200;
    /** Enough for a breaker that looks at the last 20 calls. */
    private static final int OUTAGE_TICKETS = 60;

    private final Deque<AutoCloseable> running = new ArrayDeque<>();
    @TempDir
    private Path data;
    private SandboxProcess sandbox;
    private SeparateServers servers;
    private Map<String, String> environment;

    @BeforeEach
    void start() {
        sandbox = keep(SandboxProcess.start("separate-sandbox"));
        servers = keep(new SeparateServers(data));
        environment = new HashMap<>(neighbourAddresses());
        environment.putAll(servers.environment());
        environment.put("HUB_ACCESS_BOOTSTRAPADMINKEY", HubProcess.ADMIN_KEY);
        environment.put("HUB_ACCESS_BOOTSTRAPORG", ORG);
    }

    private Map<String, String> neighbourAddresses() {
        return Map.ofEntries(
                Map.entry("CSP_URL", sandbox.url("csp")), Map.entry("CSP_TOKEN", "sandbox-csp"),
                Map.entry("TMS_URL", sandbox.url("tms")), Map.entry("TMS_API_KEY", "sandbox-tms"),
                Map.entry("TICKETS_URL", sandbox.url("tickets")), Map.entry("TICKETS_TOKEN", "sandbox-tickets"),
                Map.entry("PRODUCTS_URL", sandbox.url("products")), Map.entry("PRODUCTS_TOKEN", "sandbox-products"),
                Map.entry("THULIUM_URL", sandbox.url("thulium")), Map.entry("THULIUM_ORG_ID", ORG),
                Map.entry("THULIUM_API_USER", "sandbox"), Map.entry("THULIUM_API_PASSWORD", "sandbox-thulium"),
                Map.entry("THULIUM_HOOK_USER", "thulium"), Map.entry("THULIUM_HOOK_PASSWORD", "sandbox-thulium-hook"),
                Map.entry("CLOUD_ORG_ID", ORG), Map.entry("CLOUD_HOOK_TOKEN", "separate-cloud-token"),
                Map.entry("SMTP_HOST", "localhost"), Map.entry("SMTP_PORT", Integer.toString(sandbox.mailPort())),
                Map.entry("HEAD_OFFICE_MAIL", "office@rma-hub.example"),
                Map.entry("NOTIFICATION_FROM", "service@rma-hub.example"));
    }

    @AfterEach
    void stop() throws Exception {
        // Last started, first stopped: a hub must not see its servers go before it.
        while (!running.isEmpty()) {
            running.pop().close();
        }
    }

    private <T extends AutoCloseable> T keep(T started) {
        running.push(started);
        return started;
    }

    @Test
    @Timeout(230)
    void oneHubDeliversOnceAndASecondOneSharesTheWork() throws Exception {
        HubProcess first = keep(HubProcess.start(HubProcess.Start.production("separate-hub-1", environment)));
        post(first, FIRST_TICKET);
        awaitEffective(1);

        HubProcess second = keep(HubProcess.start(HubProcess.Start.production("separate-hub-2", environment)));
        postOverBoth(first, second);
        awaitEffective(1 + SHARED_TICKETS);

        HubOps ops = new HubOps(second.uri(""), HubProcess.ADMIN_KEY);
        await().atMost(Duration.ofSeconds(30)).until(() -> ops.ledger().waiting() == 0 && ops.noOpenDelivery());
        HubOps.Ledger ledger = ops.ledger();
        assertThat(ledger.in("PROCESSED")).as("processed in %s", ledger).isEqualTo(1 + SHARED_TICKETS);
        assertThat(ledger.unaccounted()).isZero();
        assertThat(ops.cases().stream().map(HubOps.Case::externalRef)).hasSize(1 + SHARED_TICKETS).doesNotHaveDuplicates();
        for (String neighbour : CALLED_FOR_EACH) {
            Neighbours.Count count = sandbox.neighbours().count(neighbour);
            assertThat(count.effective()).as(neighbour).isEqualTo(1 + SHARED_TICKETS);
            assertThat(count.repeated()).as("repeats at " + neighbour).isZero();
        }
    }

    /** Each try takes seconds, and without a breaker the schedule would make the last ones wait for minutes. */
    @Test
    @Timeout(230)
    void eventsWaitForKafkaAndNothingElseDoes() throws Exception {
        HubProcess hub = keep(HubProcess.start(HubProcess.Start.production("separate-hub-outage", environment)));
        servers.killKafka();
        for (int i = 0; i < OUTAGE_TICKETS; i++) {
            post(hub, FIRST_TICKET + i);
        }
        awaitEffective(OUTAGE_TICKETS);
        HubOps ops = new HubOps(hub.uri(""), HubProcess.ADMIN_KEY);
        await("the breaker to open").atMost(Duration.ofSeconds(90)).until(() -> ops.openDeliveries().contains("CIRCUIT_OPEN"));
        assertThat(ops.openDeliveries().lines()).as("only events wait")
                .allSatisfy(delivery -> assertThat(delivery).contains("\"target\":\"rma-events\""));

        servers.startKafka();
        servers.environment();
        // Half-open is asked about at most every 32 s; the first success releases the others.
        await("the events to go out").atMost(Duration.ofSeconds(50)).until(ops::noOpenDelivery);
        assertThat(ops.ledger().unaccounted()).isZero();
        for (String neighbour : CALLED_FOR_EACH) {
            assertThat(sandbox.neighbours().count(neighbour).repeated()).as("repeats at " + neighbour).isZero();
        }
    }

    private void postOverBoth(HubProcess first, HubProcess second) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Future<?>> posts = new ArrayList<>();
            for (int i = 1; i <= SHARED_TICKETS; i++) {
                int ticket = FIRST_TICKET + i;
                HubProcess hub = i % 2 == 0 ? first : second;
                posts.add(threads.submit(() -> post(hub, ticket)));
            }
            for (Future<?> done : posts) {
                done.get();
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private static Void post(HubProcess hub, int ticket) throws IOException {
        try (HttpConnection connection = new HttpConnection(hub.port())) {
            assertThat(connection.exchange(ThuliumPosts.rich(Integer.toString(ticket)))).isEqualTo(202);
            return null;
        }
    }

    private void awaitEffective(int cases) {
        await("deliveries of " + cases + " cases").atMost(Duration.ofSeconds(60)).untilAsserted(() -> {
            for (String neighbour : CALLED_FOR_EACH) {
                assertThat(sandbox.neighbours().count(neighbour).effective()).as(neighbour).isEqualTo(cases);
            }
        });
    }
}
