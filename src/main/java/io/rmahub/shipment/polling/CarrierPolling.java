package io.rmahub.shipment.polling;

import io.micrometer.core.instrument.MeterRegistry;
import io.rmahub.engine.delivery.HubInstance;
import io.rmahub.engine.delivery.RetrySchedule;
import io.rmahub.engine.settings.HubSettings;
import io.rmahub.engine.settings.PollSettings;
import io.rmahub.engine.settings.RetrySettings;
import io.rmahub.engine.settings.SourceSettings;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * Which carriers are polled, when, and about what. A carrier is polled by one hub at a time: the one that holds the row
 * of its source, for as long as the requests may take. The row also has the time of the next poll, so that the rate
 * limit and the pause after failures hold for all hubs together.
 */
@Component
public final class CarrierPolling {

    private static final String OPEN = "state not in ('DELIVERED', 'RETURNED', 'CANCELLED')";

    /** The carrier's open parcels that it pushed nothing about since a moment, and that were not polled lately. */
    private static final String DUE = " from rma_shipment where org_id = ? and " + OPEN + """
             and poll_at <= ?::timestamptz and coalesce(heard_at, created_at) <= ?::timestamptz
             and (carrier = any (?) or ? and not carrier = any (?))""";

    /** A hub polls a carrier in one thread: a row that it holds itself is left over from before a crash. */
    private static final String LEASE = """
            insert into carrier_poll (source, owner, lease_end, next_at)
            values (?, ?, ?::timestamptz, ?::timestamptz)
            on conflict (source) do update set owner = excluded.owner, lease_end = excluded.lease_end
            where carrier_poll.next_at <= excluded.next_at
              and (carrier_poll.lease_end <= excluded.next_at or carrier_poll.owner = excluded.owner)
            returning failures""";

    private static final String TAKE =
            "select id, regexp_replace(tracking_number, '\\s', '', 'g'), poll_failures, poll_hash" + DUE
            + " order by poll_at, id limit ?";

    private static final String END = """
            update carrier_poll set owner = null, lease_end = ?::timestamptz, next_at = ?::timestamptz, failures = ?,
                                    last_error = ?
            where source = ? and owner = ?""";

    private static final String ANSWERED = """
            update rma_shipment set poll_at = ?::timestamptz, poll_failures = 0, poll_hash = ? where id = any (?)""";

    private static final String UNANSWERED = """
            update rma_shipment
            set poll_at = ?::timestamptz + least(power(2, poll_failures), 16) * ?::interval,
                poll_failures = poll_failures + 1
            where id = any (?)""";

    /** Beyond what the requests may take by their time-outs. */
    private static final Duration SPARE = Duration.ofSeconds(30);

    private final HubSettings settings;
    private final JdbcTemplate jdbc;
    private final HubInstance hub;
    private final MeterRegistry meters;
    private final Clock clock;

    public CarrierPolling(HubSettings settings, JdbcTemplate jdbc, HubInstance hub, MeterRegistry meters, Clock clock) {
        this.settings = settings;
        this.jdbc = jdbc;
        this.hub = hub;
        this.meters = meters;
        this.clock = clock;
    }

    /** The requests that are due at this carrier; empty if there are none, or if another hub polls it. */
    public Optional<PollRun> begin(String source) {
        SourceSettings carrier = settings.source(source);
        PollSettings poll = carrier.poll();
        if (poll == null || !carrier.enabled() || !poll.enabled()) {
            return Optional.empty();
        }
        Instant now = clock.instant();
        Object[] due = due(source, carrier, now);
        if (!Boolean.TRUE.equals(jdbc.queryForObject("select exists (select 1" + DUE + ")", Boolean.class, due))) {
            return Optional.empty();
        }
        Duration longest = poll.timeout().multipliedBy(poll.rateLimit().calls()).plus(SPARE);
        List<Integer> lease = jdbc.queryForList(LEASE, Integer.class, source, hub.id(), now.plus(longest).toString(),
                now.toString());
        if (lease.isEmpty()) {
            return Optional.empty();
        }
        Object[] limited = Arrays.copyOf(due, due.length + 1);
        limited[due.length] = poll.rateLimit().calls() * poll.batch();
        List<PollRequest.Item> items = jdbc.query(TAKE, (row, number) -> new PollRequest.Item(
                row.getObject(1, UUID.class), row.getString(2), row.getInt(3), row.getBytes(4)), limited);
        return Optional.of(new PollRun(source, requests(items, poll), now, lease.get(0)));
    }

    private Object[] due(String source, SourceSettings carrier, Instant now) {
        List<String> named = named(source, carrier.poll());
        String[] others = settings.sources().entrySet().stream()
                .filter(each -> each.getValue().enabled() && each.getValue().poll() != null)
                .flatMap(each -> named(each.getKey(), each.getValue().poll()).stream()).toArray(String[]::new);
        return new Object[] {carrier.orgId(), now.toString(), now.minus(carrier.poll().pollAfterSilence()).toString(),
            named.toArray(String[]::new), named.contains(PollSettings.ANY), others};
    }

    private static List<String> named(String source, PollSettings poll) {
        return poll.carriers().isEmpty() ? List.of(source) : poll.carriers();
    }

    /** As full as allowed; a parcel without a usable answer gets its own, as it may have spoilt that of others. */
    private static List<PollRequest> requests(List<PollRequest.Item> items, PollSettings poll) {
        Map<String, List<PollRequest.Item>> byNumber = new LinkedHashMap<>();
        items.forEach(item -> byNumber.computeIfAbsent(item.number(), number -> new ArrayList<>()).add(item));
        List<PollRequest> requests = new ArrayList<>();
        List<List<PollRequest.Item>> together = new ArrayList<>();
        byNumber.values().forEach(same -> {
            if (same.stream().anyMatch(item -> item.failures() > 0)) {
                requests.add(new PollRequest(same));
            } else {
                together.add(same);
            }
        });
        for (int i = 0; i < together.size(); i += poll.batch()) {
            requests.add(new PollRequest(together.subList(i, Math.min(i + poll.batch(), together.size())).stream()
                    .flatMap(List::stream).toList()));
        }
        return requests.subList(0, Math.min(requests.size(), poll.rateLimit().calls()));
    }

    /** There was an answer about these parcels, be it the same as before. */
    void answered(PollRun run, PollRequest request, byte[] hash) {
        jdbc.update(ANSWERED, clock.instant().plus(poll(run).interval()).toString(), hash, request.shipmentIds());
    }

    /**
     * The carrier is well and yet has no answer to this: it does not know the number yet, or refuses one number of
     * several. Several are polled one by one next time, a single one after ever longer waits.
     */
    public void unanswered(PollRun run, PollRequest request) {
        meters.counter("hub.polls", "source", run.source(), "answer", "none").increment();
        Duration wait = request.ofOneParcel() ? poll(run).interval() : Duration.ZERO;
        jdbc.update(UNANSWERED, clock.instant().toString(), wait.toMillis() + " milliseconds", request.shipmentIds());
    }

    /** The carrier does not answer or is unwell; it is not polled for a while, and its parcels stay due. */
    public void failed(PollRun run, String reason, Duration retryAfter) {
        meters.counter("hub.polls", "source", run.source(), "answer", "failed").increment();
        run.fail(reason, retryAfter);
    }

    /** Gives the carrier free for the next poll, at once or after a pause. */
    public void end(PollRun run) {
        PollSettings poll = poll(run);
        Instant now = clock.instant();
        int failures = run.failed() ? run.failuresBefore() + 1 : 0;
        Instant next = run.failed() ? pause(poll, failures, now, run.retryAfter())
                : run.begun().plus(poll.rateLimit().period());
        jdbc.update(END, now.toString(), next.toString(), failures, run.error(), run.source(), hub.id());
    }

    private static Instant pause(PollSettings poll, int failures, Instant now, Duration retryAfter) {
        var waits = new RetrySettings(poll.retry().schedule(), poll.retry().jitter());
        int step = Math.min(failures, waits.schedule().size());
        return new RetrySchedule(waits, () -> ThreadLocalRandom.current().nextDouble())
                .next(step, now, retryAfter).orElseThrow();
    }

    private PollSettings poll(PollRun run) {
        return settings.source(run.source()).poll();
    }
}
