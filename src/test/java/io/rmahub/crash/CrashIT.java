package io.rmahub.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rmahub.support.HubOps;
import io.rmahub.support.HubProcess;
import io.rmahub.support.Neighbours;
import io.rmahub.support.Neighbours.Received;
import io.rmahub.support.SandboxProcess;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The packaged hub is killed with SIGKILL while it is given 2,000 tickets, and nothing of what it acknowledged
 * is lost or done twice. The neighbours run in a process of their own and count by {@code Idempotency-Key}.
 * A run is repeated with {@code -Dcrash.seed=<printed seed>}.
 */
class CrashIT {

    private static final int TICKETS = 2000;
    private static final int FIRST_TICKET = 10_001;
    /** Posted by the test itself after each kill to see when the hub accepts again. */
    private static final int FIRST_PROBE = 50_001;
    private static final int KILLS = 6;
    /** This kill is followed by one that hits the hub while it starts. */
    private static final int KILL_WITH_CUT_START = 3;
    private static final Duration SETTLED_WITHIN = Duration.ofMinutes(4);
    private static final Pattern CASE = Pattern.compile("RMA-\\d{4}-\\d+");
    /** These are told of every case; {@code tms} only when somebody must go there. */
    private static final List<String> TOLD_OF_ALL = List.of("csp", "tickets", "thulium", "notification");
    /** The portal is told whether a case needs a visit. */
    private static final Pattern NEEDS_VISIT = Pattern.compile("\"visitNeeded\"\\s*:\\s*true");

    private final long seed = Long.getLong("crash.seed", System.nanoTime());
    private final Random random = new Random(seed);

    @TempDir
    private Path data;
    private SandboxProcess sandbox;
    private HubProcess first;
    private Posting posting;
    private Kills kills;

    @BeforeEach
    void start() {
        System.out.println("crash.seed=" + seed);
        sandbox = SandboxProcess.start("crash-sandbox");
        first = HubProcess.start(HubProcess.Start.embedded(
                "crash-hub", data.resolve("hub"), List.of(), sandbox.hubArguments()));
        posting = new Posting(first.port(), FIRST_TICKET, TICKETS);
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
        posting.start(seed);
        for (int kill = 1; kill <= KILLS; kill++) {
            // The last one falls when all are posted and many are still on their way.
            int segment = TICKETS / KILLS;
            int moment = kill == KILLS ? TICKETS : segment * (kill - 1) + 20 + random.nextInt(segment - 20);
            kills.killAfter(moment, FIRST_PROBE + kill, kill == KILL_WITH_CUT_START);
        }
        assertThat(posting.awaitEnd(60)).as("all tickets posted").isTrue();
        assertThat(posting.refusals()).as("answers that were neither 2xx nor 5xx").isEmpty();
        assertThat(posting.acknowledged()).hasSize(TICKETS + KILLS);

        HubOps ops = new HubOps(kills.hub().uri(""), HubProcess.ADMIN_KEY);
        long settling = System.nanoTime();
        awaitSettled(ops);
        double settledAfter = (System.nanoTime() - settling) / 1e9;

        Set<String> cases = requireOneCaseForEachTicket(ops);
        Map<String, Neighbours.Count> counts = requireOneDeliveryPerTarget(cases);
        print(ops.ledger(), counts, settledAfter);
        requireLedger(ops.ledger());
        assertThat(kills.done()).hasSize(KILLS + 1).allSatisfy(kill -> {
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

    private Map<String, Neighbours.Count> requireOneDeliveryPerTarget(Set<String> cases) {
        Neighbours neighbours = sandbox.neighbours();
        Map<String, Neighbours.Count> counts = new TreeMap<>();
        for (String neighbour : TOLD_OF_ALL) {
            assertThat(keysByCase(neighbours, neighbour).keySet()).as("cases at " + neighbour).isEqualTo(cases);
            counts.put(neighbour, neighbours.count(neighbour));
        }
        Set<String> visits = neighbours.all("csp").stream().map(Received::text)
                .filter(text -> NEEDS_VISIT.matcher(text).find()).map(CrashIT::caseIn).collect(Collectors.toSet());
        assertThat(visits).as("cases that need a visit").hasSizeGreaterThan(TICKETS / 3);
        assertThat(keysByCase(neighbours, "tms").keySet()).as("cases at tms").isEqualTo(visits);
        counts.put("tms", neighbours.count("tms"));
        return counts;
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

    private static void requireLedger(HubOps.Ledger ledger) {
        assertThat(ledger.unaccounted()).as("accepted but unaccounted").isZero();
        assertThat(ledger.in("PROCESSED")).as("processed").isEqualTo(TICKETS + KILLS);
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
