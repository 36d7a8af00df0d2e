package io.rmahub.separate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rmahub.support.HttpConnection;
import io.rmahub.support.Hub;
import io.rmahub.support.HubLauncher;
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
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The packaged hub in its production profile: PostgreSQL, Artemis, Kafka and the neighbours all run in other
 * processes and are known to it by the environment alone. A second hub joins it on the same servers; and Kafka goes.
 */
class SeparateServersIT {

    /** Told of each case, whatever else is. */
    private static final List<String> TOLD_OF_EACH = List.of("csp", "tms", "tickets", "thulium");
    /** Enough for a breaker that looks at the last 20 calls. */
    private static final int OUTAGE_TICKETS = 60;
    private static final int SHARED_TICKETS = 200;
    private static final AtomicInteger TICKETS = new AtomicInteger(60_000);

    private static final Deque<AutoCloseable> running = new ArrayDeque<>();
    @TempDir
    private static Path data;
    private static SandboxProcess sandbox;
    private static SeparateServers servers;
    private static Map<String, String> environment;
    private static HubProcess hub;

    @BeforeAll
    static void start() {
        servers = closedAfterwards(new SeparateServers(data));
        sandbox = closedAfterwards(SandboxProcess.start("separate-sandbox"));
        environment = new HashMap<>(sandbox.config().productionEnvironment());
        environment.putAll(servers.environment());
        environment.put("HUB_ACCESS_BOOTSTRAPADMINKEY", Hub.ADMIN_KEY);
        environment.put("HUB_ACCESS_BOOTSTRAPORG", environment.get("THULIUM_ORG_ID"));
        hub = closedAfterwards(HubLauncher.production("separate-hub-1", environment).start());
    }

    @AfterAll
    static void stop() throws Exception {
        // Last started, first stopped: a hub must not see its servers go before it.
        while (!running.isEmpty()) {
            running.pop().close();
        }
    }

    private static <T extends AutoCloseable> T closedAfterwards(T started) {
        running.push(started);
        return started;
    }

    @BeforeEach
    void nothingHasBeenReceived() {
        TOLD_OF_EACH.forEach(sandbox.neighbours()::clear);
    }

    @Test
    @Timeout(230)
    void oneHubDeliversOnceAndASecondOneSharesTheWork() throws Exception {
        HubOps ops = hub.ops();
        long before = ops.ledger().in("PROCESSED");
        int first = TICKETS.get() + 1;
        post(hub, TICKETS.incrementAndGet());
        awaitEffective(1);

        try (HubProcess second = HubLauncher.production("separate-hub-2", environment).start()) {
            postOverBoth(hub, second);
            awaitEffective(1 + SHARED_TICKETS);

            HubOps others = second.ops();
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> others.ledger().waiting() == 0 && others.noOpenDelivery());
            HubOps.Ledger ledger = others.ledger();
            assertThat(ledger.in("PROCESSED") - before).as("processed in %s", ledger).isEqualTo(1 + SHARED_TICKETS);
            assertThat(ledger.unaccounted()).isZero();
            Set<String> posted = IntStream.range(first, first + 1 + SHARED_TICKETS)
                    .mapToObj(ticket -> "thulium:ticket:" + ticket).collect(Collectors.toSet());
            assertThat(others.cases().stream().map(HubOps.Case::externalRef))
                    .doesNotHaveDuplicates().containsAll(posted);
        }
        for (String neighbour : TOLD_OF_EACH) {
            Neighbours.Count count = sandbox.neighbours().count(neighbour);
            assertThat(count.effective()).as(neighbour).isEqualTo(1 + SHARED_TICKETS);
            assertThat(count.repeated()).as("repeats at " + neighbour).isZero();
        }
    }

    /** Each try takes seconds, and without a breaker the schedule would make the last ones wait for minutes. */
    @Test
    @Timeout(230)
    void eventsWaitForKafkaAndNothingElseDoes() throws Exception {
        HubOps ops = hub.ops();
        servers.killKafka();
        for (int i = 0; i < OUTAGE_TICKETS; i++) {
            post(hub, TICKETS.incrementAndGet());
        }
        awaitEffective(OUTAGE_TICKETS);
        await("the breaker to open").atMost(Duration.ofSeconds(90))
                .until(() -> ops.openDeliveries().contains("CIRCUIT_OPEN"));
        assertThat(ops.openDeliveries().lines()).as("only events wait")
                .allSatisfy(delivery -> assertThat(delivery).contains("\"target\":\"rma-events\""));

        servers.startKafka();
        servers.environment();
        // Half-open is asked about at most every 32 s; the first success releases the others.
        await("the events to go out").atMost(Duration.ofSeconds(50)).until(ops::noOpenDelivery);
        assertThat(ops.ledger().unaccounted()).isZero();
        for (String neighbour : TOLD_OF_EACH) {
            assertThat(sandbox.neighbours().count(neighbour).repeated()).as("repeats at " + neighbour).isZero();
        }
    }

    private static void postOverBoth(HubProcess first, HubProcess second) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Future<?>> posts = new ArrayList<>();
            for (int i = 1; i <= SHARED_TICKETS; i++) {
                int ticket = TICKETS.incrementAndGet();
                HubProcess either = i % 2 == 0 ? first : second;
                posts.add(threads.submit(() -> post(either, ticket)));
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

    private static void awaitEffective(int cases) {
        await("deliveries of " + cases + " cases").atMost(Duration.ofSeconds(60)).untilAsserted(() -> {
            for (String neighbour : TOLD_OF_EACH) {
                assertThat(sandbox.neighbours().count(neighbour).effective()).as(neighbour).isEqualTo(cases);
            }
        });
    }
}
