package io.rmahub.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rmahub.engine.delivery.DomainEvent;
import io.rmahub.engine.delivery.Subscriptions;
import io.rmahub.support.FreePorts;
import io.rmahub.support.HubLauncher;
import io.rmahub.support.HubOps;
import io.rmahub.support.HubProcess;
import io.rmahub.support.HubTopics;
import io.rmahub.support.Json;
import io.rmahub.support.Neighbours.Received;
import io.rmahub.support.Neighbours;
import io.rmahub.support.SandboxProcess;
import io.rmahub.support.ShippedConfig;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The packaged hub is killed with SIGKILL while it is given tickets, and nothing of what it acknowledged is lost or
 * done twice. The neighbours run in a process of their own and count by {@code Idempotency-Key}. A run is repeated with
 * {@code -Dcrash.seed=<printed seed>}.
 */
class CrashIT {

    private static final int FIRST_TICKET = 10_001;
    /** Posted by the test itself after each kill to see when the hub accepts again. */
    private static final int FIRST_PROBE = 50_001;
    /** This kill is followed by one that hits the hub while it starts. */
    private static final int KILL_WITH_CUT_START = 3;
    private static final Duration SETTLED_WITHIN = Duration.ofMinutes(4);
    private static final Pattern CASE = Pattern.compile("RMA-\\d{4}-\\d+");
    private static final String CASE_OPENED = "rma.case-opened.v1";
    /** The portal is told whether a case needs a visit. */
    private static final Pattern NEEDS_VISIT = Pattern.compile("\"visitNeeded\"\\s*:\\s*true");

    private final long seed = Long.getLong("crash.seed", System.nanoTime());
    private final Random random = new Random(seed);

    @TempDir
    private Path data;
    private SandboxProcess sandbox;
    private HubProcess first;
    private int kafkaPort;
    private Posting posting;
    private Kills kills;
    private int tickets;
    private int killCount;

    private void start() {
        System.out.println("crash.seed=" + seed);
        kafkaPort = FreePorts.one();
        sandbox = SandboxProcess.start("crash-sandbox");
        first = HubLauncher.sandbox("crash-hub", data.resolve("hub")).with(sandbox.hubArguments())
                .with("--hub.embedded.kafka.port=" + kafkaPort).start();
        posting = new Posting(first.port(), FIRST_TICKET, tickets);
        kills = new Kills(first, posting, random);
    }

    @AfterEach
    void stop() {
        if (posting != null) {
            posting.close();
        }
        HubProcess running = kills == null ? first : kills.hub();
        try {
            if (running != null) {
                running.close();
            }
        } finally {
            if (sandbox != null) {
                sandbox.close();
            }
        }
    }

    @Test
    @Timeout(720)
    void everyAcknowledgedTicketBecomesOneCaseWithOneDeliveryPerTarget() throws Exception {
        killWhileTicketsCome(1200, 4);
    }

    /** The same with many more kills. */
    @Test
    @Tag("proof")
    @Timeout(7200)
    void soItIsAfterAHundredKills() throws Exception {
        killWhileTicketsCome(15_000, 100);
    }

    private void killWhileTicketsCome(int ticketCount, int howOften) throws Exception {
        tickets = ticketCount;
        killCount = howOften;
        start();
        posting.start(seed);
        int segment = tickets / killCount;
        for (int kill = 1; kill <= killCount; kill++) {
            // The last one falls when all are posted and many are still on their way.
            int moment = kill == killCount ? tickets : segment * (kill - 1) + 20 + random.nextInt(segment - 20);
            kills.killAfter(moment, FIRST_PROBE + kill, kill == KILL_WITH_CUT_START);
        }
        assertThat(posting.awaitEnd(60)).as("all tickets posted").isTrue();
        assertThat(posting.refusals()).as("answers that were neither 2xx nor 5xx").isEmpty();
        assertThat(posting.acknowledged()).hasSize(tickets + killCount);

        HubOps ops = kills.hub().ops();
        long settling = System.nanoTime();
        awaitSettled(ops);
        double settledAfter = (System.nanoTime() - settling) / 1e9;

        Set<String> cases = requireOneCaseForEachTicket(ops);
        Map<String, Neighbours.Count> counts = requireOneDeliveryPerTarget(cases);
        print(ops.ledger(), counts, settledAfter);
        requireLedger(ops.ledger());
        assertThat(kills.done()).hasSize(killCount + 1).allSatisfy(kill -> {
            assertThat(kill.mostPostmasters()).as("postmasters on one folder").isLessThanOrEqualTo(1);
            assertThat(kill.duringStart() || kill.mostPostmasters() == 1).as("a server was seen").isTrue();
        });
    }

    private void awaitSettled(HubOps ops) {
        try {
            await("everything accounted for and delivered").atMost(SETTLED_WITHIN)
                    .pollInterval(Duration.ofMillis(200)).ignoreExceptions()
                    .until(() -> ops.ledger().waiting() == 0 && ops.noOpenDelivery());
        } catch (ConditionTimeoutException e) {
            throw new AssertionError("Still open: " + ops.ledger() + "\n" + ops.openDeliveries(), e);
        }
    }

    private Set<String> requireOneCaseForEachTicket(HubOps ops) {
        List<HubOps.Case> cases = ops.cases();
        Map<String, Long> byTicket = cases.stream()
                .collect(Collectors.groupingBy(HubOps.Case::externalRef, Collectors.counting()));
        Set<String> expected = posting.acknowledged().stream()
                .map(ticket -> "thulium:ticket:" + ticket).collect(Collectors.toSet());
        assertThat(byTicket.keySet()).as("tickets with a case").isEqualTo(expected);
        assertThat(byTicket).as("cases per ticket").allSatisfy((ticket, count) -> assertThat(count).isOne());
        Set<String> numbers = cases.stream().map(HubOps.Case::number).collect(Collectors.toSet());
        assertThat(numbers).as("case numbers").hasSameSizeAs(cases);
        return numbers;
    }

    /** Who must have been told of which case is what the shipped configuration makes of the events on the topic. */
    private Map<String, Neighbours.Count> requireOneDeliveryPerTarget(Set<String> cases) {
        Neighbours neighbours = sandbox.neighbours();
        Map<String, Set<String>> expected = casesByNeighbour();
        assertThat(expected).as("neighbours that are told of cases").containsKeys("csp", "tms");
        assertThat(expected.get("csp")).as("cases of which the portal is told").isEqualTo(cases);
        Map<String, Neighbours.Count> counts = new TreeMap<>();
        expected.forEach((neighbour, ofCases) -> {
            assertThat(keysByCase(neighbours, neighbour).keySet()).as("cases at " + neighbour).isEqualTo(ofCases);
            counts.put(neighbour, neighbours.count(neighbour));
        });
        Set<String> visits = neighbours.all("csp").stream().map(Received::text)
                .filter(text -> NEEDS_VISIT.matcher(text).find()).map(CrashIT::caseIn).collect(Collectors.toSet());
        assertThat(visits).as("cases that need a visit").hasSizeGreaterThan(tickets / 3);
        assertThat(expected.get("tms")).as("cases of which the field service is told").isEqualTo(visits);
        return counts;
    }

    private Map<String, Set<String>> casesByNeighbour() {
        ShippedConfig config = sandbox.config();
        Subscriptions subscriptions = new Subscriptions(config.settings());
        List<String> asked = config.askedTargets();
        Map<String, Set<String>> cases = new TreeMap<>();
        try (HubTopics topics = new HubTopics("127.0.0.1:" + kafkaPort)) {
            for (ConsumerRecord<String, String> record : topics.read("rma.events")) {
                DomainEvent event = event(record);
                if (!event.type().equals(CASE_OPENED)) {
                    continue;
                }
                subscriptions.targetsOf(event).stream().filter(target -> !asked.contains(target))
                        .map(config::neighbour).filter(Objects::nonNull)
                        .map(neighbour -> cases.computeIfAbsent(neighbour, each -> new HashSet<>()))
                        .forEach(ofNeighbour -> ofNeighbour.add(event.subject()));
            }
        }
        return cases;
    }

    /** A record's headers are the attributes of the event, its value is the data. */
    private static DomainEvent event(ConsumerRecord<String, String> record) {
        ObjectNode payload = JsonNodeFactory.instance.objectNode();
        HubTopics.headers(record).forEach((name, value) -> payload.put(name.replaceFirst("^ce_", ""), value));
        payload.set("data", Json.read(record.value()));
        return DomainEvent.of(payload, "rma", "demo", null, null, null);
    }

    /** The one key of each case; fails when a case came with two. */
    private static Map<String, String> keysByCase(Neighbours neighbours, String neighbour) {
        Map<String, String> keys = new HashMap<>();
        for (Received received : neighbours.all(neighbour)) {
            String number = caseIn(received.text());
            String other = keys.put(number, received.idempotencyKey());
            assertThat(other).as("first key of " + number + " at " + neighbour)
                    .isIn(null, received.idempotencyKey());
        }
        return keys;
    }

    private static String caseIn(String text) {
        Matcher number = CASE.matcher(text);
        assertThat(number.find()).as("a case number in " + text).isTrue();
        return number.group();
    }

    private void requireLedger(HubOps.Ledger ledger) {
        assertThat(ledger.unaccounted()).as("accepted but unaccounted").isZero();
        assertThat(ledger.in("PROCESSED")).as("processed").isEqualTo(tickets + killCount);
        // A post whose answer the kill swallowed was sent again.
        assertThat(ledger.accepted()).as("accepted").isEqualTo(ledger.in("PROCESSED") + ledger.in("DUPLICATE"));
        assertThat(ledger.in("QUARANTINED")).as("quarantined").isZero();
        assertThat(ledger.in("IGNORED")).as("ignored").isZero();
    }

    private void print(HubOps.Ledger ledger, Map<String, Neighbours.Count> counts, double settledAfter) {
        StringBuilder table = new StringBuilder("\ncrash.seed=" + seed + "\nacknowledged   killed while  "
                + "accepts after  postmasters\n");
        kills.done().forEach(kill -> table.append(kill).append('\n'));
        table.append(posting.acknowledged().size()).append(" tickets acknowledged, ")
                .append(posting.attemptsWithoutAnswer()).append(" attempts without an answer, settled ")
                .append(String.format("%.1f s after the last start%n", settledAfter))
                .append(ledger).append('\n');
        counts.forEach((neighbour, count) -> table.append(String.format("%-14s %6d effective, %d repeats%n",
                neighbour, count.effective(), count.repeated())));
        System.out.println(table);
    }
}
