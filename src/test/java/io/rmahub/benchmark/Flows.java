package io.rmahub.benchmark;

import io.rmahub.support.HubOps;
import io.rmahub.support.Neighbours;
import io.rmahub.support.Neighbours.Received;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Counts at the neighbours what the hub was asked to do. */
final class Flows {

    /** The four that every ticket of the benchmark concerns and that are called over HTTP. */
    static final List<String> NEIGHBOURS = List.of("csp", "tms", "tickets", "thulium");

    private static final Pattern CASE = Pattern.compile("RMA-\\d{4}-\\d+");
    /** Serial number, external reference or ticket path: whichever of them this neighbour is told. */
    private static final Pattern TICKET =
            Pattern.compile("SB05M0(\\d{8})|thulium:ticket:(\\d{8})|/api/tickets/(\\d{8})/");
    private static final Duration POLL = Duration.ofMillis(50);

    private final Neighbours neighbours;
    private final HubOps hub;

    Flows(Neighbours neighbours, HubOps hub) {
        this.neighbours = neighbours;
        this.hub = hub;
    }

    /** Forgets earlier calls; only sensible when nothing is under way. */
    void clear() {
        NEIGHBOURS.forEach(neighbours::clear);
        neighbours.clear("notification");
    }

    HubOps.Ledger ledger() {
        return hub.ledger();
    }

    /**
     * Waits until each of the four counts {@code cases} effective calls.
     *
     * @throws IllegalStateException if that takes longer than {@code atMost}
     */
    void await(long cases, Duration atMost) throws InterruptedException {
        long deadline = System.nanoTime() + atMost.toNanos();
        for (String neighbour : NEIGHBOURS) {
            long seen = neighbours.count(neighbour).effective();
            while (seen < cases) {
                if (System.nanoTime() > deadline) {
                    throw new IllegalStateException(neighbour + " has " + seen + " of " + cases + " after "
                            + atMost.toSeconds() + " s; ledger: " + hub.ledger());
                }
                Thread.sleep(POLL.toMillis());
                seen = neighbours.count(neighbour).effective();
            }
        }
    }

    /** Waits until every accepted message has its state. */
    void awaitAccounted(Duration atMost) throws InterruptedException {
        long deadline = System.nanoTime() + atMost.toNanos();
        while (hub.ledger().waiting() > 0) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("Still waiting: " + hub.ledger());
            }
            Thread.sleep(POLL.toMillis());
        }
    }

    /**
     * Checks by name, not only by number, that each neighbour has each case exactly once.
     *
     * @return repeats that neighbours recognised by their key
     */
    long verify(long cases) {
        long repeated = 0;
        Set<String> expected = null;
        for (String neighbour : NEIGHBOURS) {
            Set<String> keys = new HashSet<>();
            Set<String> numbers = new HashSet<>();
            for (Received received : neighbours.all(neighbour)) {
                keys.add(received.idempotencyKey());
                numbers.add(caseOf(neighbour, received));
            }
            expected = expected == null ? numbers : expected;
            if (keys.size() != cases || numbers.size() != cases || !numbers.equals(expected)) {
                throw new IllegalStateException(neighbour + " has " + keys.size() + " keys and " + numbers.size()
                        + " cases of " + cases + ", or other cases than " + NEIGHBOURS.get(0));
            }
            repeated += neighbours.count(neighbour).repeated();
        }
        return repeated;
    }

    /** When each ticket had reached the last of the four, by ticket number. */
    Map<Long, Instant> lastArrivals() {
        Map<String, Long> ticketOfCase = new HashMap<>();
        Map<String, Instant> lastOfCase = new HashMap<>();
        for (String neighbour : NEIGHBOURS) {
            for (Received received : neighbours.all(neighbour)) {
                String number = caseOf(neighbour, received);
                lastOfCase.merge(number, received.receivedAt(), (a, b) -> a.isAfter(b) ? a : b);
                ticketOf(received, number, ticketOfCase);
            }
        }
        Map<Long, Instant> arrivals = new HashMap<>();
        lastOfCase.forEach((number, last) -> arrivals.put(ticketOfCase.get(number), last));
        return arrivals;
    }

    private static String caseOf(String neighbour, Received received) {
        Matcher matcher = CASE.matcher(received.text());
        if (!matcher.find()) {
            throw new IllegalStateException(neighbour + " was sent something without a case: " + received.text());
        }
        return matcher.group();
    }

    private static void ticketOf(Received received, String number, Map<String, Long> ticketOfCase) {
        Matcher matcher = TICKET.matcher(received.text());
        while (matcher.find()) {
            for (int group = 1; group <= matcher.groupCount(); group++) {
                if (matcher.group(group) != null) {
                    ticketOfCase.put(number, Long.parseLong(matcher.group(group)));
                }
            }
        }
    }
}
