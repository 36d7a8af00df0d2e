package io.rmahub.shipment.polling;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.f4b6a3.uuid.UuidCreator;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.rmahub.engine.delivery.HubInstance;
import io.rmahub.engine.settings.HubSettings;
import io.rmahub.support.TestDatabase;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/** Who is asked, when and about what, by two hubs that share a real PostgreSQL. */
class CarrierPollingTest {

    private static final Instant NOON = Instant.parse("2026-03-10T12:00:00Z");
    private static final byte[] HASH = "said".getBytes(StandardCharsets.UTF_8);

    /** A clock that is set by hand. */
    private static final class Hands extends Clock {
        private Instant now = NOON;

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    }

    @TempDir
    static Path data;
    private static TestDatabase database;
    private final Hands clock = new Hands();
    private CarrierPolling one;
    private CarrierPolling other;

    @BeforeAll
    static void open() {
        database = new TestDatabase();
    }

    @AfterAll
    static void close() {
        database.close();
    }

    @BeforeEach
    void twoHubs() {
        database.jdbc.update("delete from rma_shipment");
        database.jdbc.update("delete from carrier_poll");
        one = polls("one");
        other = polls("other");
    }

    private CarrierPolling polls(String hub) {
        Map<String, Object> settings = new HashMap<>(Map.of(
                "hub.data-dir", data.resolve(hub).toString(),
                "hub.sources.dhl.org-id", "demo",
                "hub.sources.dhl.poll.url", "http://dhl",
                "hub.sources.dhl.poll.poll-after-silence", "6h",
                "hub.sources.dhl.poll.carriers", "dhl,dhl-express",
                "hub.sources.dhl.poll.rate-limit.calls", "2",
                "hub.sources.dhl.poll.retry.schedule", "1m,10m",
                "hub.sources.dhl.poll.retry.jitter", "0"));
        settings.putAll(Map.of("hub.sources.17track.org-id", "demo",
                "hub.sources.17track.poll.url", "http://17track",
                "hub.sources.17track.poll.batch", "3",
                "hub.sources.17track.poll.carriers", "*",
                "hub.sources.aftership.org-id", "demo"));
        HubSettings bound = new Binder(new MapConfigurationPropertySource(settings))
                .bind("hub", HubSettings.class).get();
        return new CarrierPolling(bound, database.jdbc, new HubInstance(bound), new SimpleMeterRegistry(), clock);
    }

    @Test
    void onlyOneHubAsksACarrierAtATime() {
        parcel("dhl", "JD1", "IN_TRANSIT", "7h");
        PollRun asking = one.begin("dhl").orElseThrow();

        assertThat(other.begin("dhl")).isEmpty();
        one.answered(asking, asking.requests().get(0), HASH);
        one.end(asking);

        parcel("dhl", "JD2", "IN_TRANSIT", "7h");
        assertThat(other.begin("dhl")).as("the rate limit is that of all hubs").isEmpty();
        after("10s");
        assertThat(numbers(other.begin("dhl"))).containsExactly(List.of("JD2"));
    }

    @Test
    void aHubThatDiedIsReplacedWhenItsTimeIsOver() {
        parcel("dhl", "JD1", "IN_TRANSIT", "7h");
        one.begin("dhl").orElseThrow();

        after("40s");
        assertThat(other.begin("dhl")).isEmpty();
        after("20s");
        assertThat(other.begin("dhl")).isPresent();
    }

    @Test
    void parcelsAreDueThatAreOpenSilentAndOurs() {
        parcel("dhl", "SILENT", "IN_TRANSIT", "7h");
        parcel("dhl-express", "OTHERNAME", "PENDING", "7h");
        parcel("dhl", "HEARDOF", "IN_TRANSIT", "5h");
        parcel("dhl", "THERE", "DELIVERED", "7h");
        parcel("dhl", "BACK", "RETURNED", "7h");
        parcel("ups", "UPS", "IN_TRANSIT", "7h");
        database.jdbc.update("update rma_shipment set org_id = 'other' where id = ?",
                parcel("dhl", "NOTOURS", "IN_TRANSIT", "7h"));

        assertThat(numbers(one.begin("dhl"))).containsExactlyInAnyOrder(List.of("SILENT"), List.of("OTHERNAME"));
        assertThat(numbers(one.begin("17track"))).as("whose carrier nobody else asks").containsExactly(List.of("UPS"));
        assertThat(one.begin("aftership")).isEmpty();
    }

    @Test
    void callsAreAsFullAsTheCarrierAllows() {
        for (int i = 1; i <= 5; i++) {
            parcel("c" + i, "N" + i, "IN_TRANSIT", "1h");
        }
        parcel("c1", "N1", "IN_TRANSIT", "1h");

        assertThat(numbers(one.begin("17track"))).containsExactly(List.of("N1", "N2", "N3"), List.of("N4", "N5"));
    }

    @Test
    void aNumberThatSpoilsItsCallIsAskedAboutAloneAndLessOften() {
        parcel("c1", "GOOD", "IN_TRANSIT", "1h");
        parcel("c2", "BAD", "IN_TRANSIT", "1h");
        PollRun together = one.begin("17track").orElseThrow();
        one.unanswered(together, together.requests().get(0));
        one.end(together);

        after("10s");
        PollRun alone = one.begin("17track").orElseThrow();
        assertThat(numbers(Optional.of(alone))).containsExactly(List.of("GOOD"), List.of("BAD"));
        one.answered(alone, alone.requests().get(0), HASH);
        one.unanswered(alone, alone.requests().get(1));
        one.end(alone);

        after("30m");
        assertThat(numbers(one.begin("17track"))).containsExactly(List.of("GOOD"));
        after("30m");
        assertThat(numbers(one.begin("17track"))).as("after twice the interval").contains(List.of("BAD"));
    }

    @Test
    void anUnwellCarrierIsLeftAloneForLongerAndLongerAndOthersAreNot() {
        parcel("dhl", "JD1", "IN_TRANSIT", "7h");
        parcel("gls", "G1", "IN_TRANSIT", "7h");

        fail(null);
        after("59s");
        assertThat(one.begin("dhl")).isEmpty();
        assertThat(other.begin("dhl")).isEmpty();
        assertThat(numbers(one.begin("17track"))).containsExactly(List.of("G1"));
        after("1s");
        fail(null);
        after("9m");
        assertThat(one.begin("dhl")).isEmpty();
        after("1m");
        fail(Duration.ofHours(1));
        after("59m");
        assertThat(one.begin("dhl")).as("it said itself when to come back").isEmpty();
        after("1m");
        PollRun well = one.begin("dhl").orElseThrow();
        one.answered(well, well.requests().get(0), HASH);
        one.end(well);
        assertThat(database.jdbc.queryForObject("select failures from carrier_poll where source = 'dhl'",
                Integer.class)).isZero();
    }

    private void fail(Duration retryAfter) {
        PollRun round = one.begin("dhl").orElseThrow();
        one.failed(round, "HTTP 503", retryAfter);
        one.end(round);
    }

    private void after(String wait) {
        clock.now = clock.now.plus(duration(wait));
    }

    private static Duration duration(String text) {
        return Duration.parse("PT" + text.toUpperCase());
    }

    private static List<List<String>> numbers(Optional<PollRun> round) {
        return round.orElseThrow().requests().stream().map(PollRequest::numbers).toList();
    }

    /** Of which the carrier told last so long ago. */
    private static UUID parcel(String carrier, String number, String state, String silentFor) {
        UUID id = UuidCreator.getTimeOrderedEpochPlus1();
        String heard = NOON.minus(duration(silentFor)).toString();
        database.jdbc.update("""
                insert into rma_shipment (id, org_id, rma_case_id, case_number, carrier, tracking_number, number,
                                          direction, state, poll_at, heard_at, created_by, created_at)
                values (?, 'demo', ?, 'RMA-2026-00001', ?, ?, ?, 'OUTBOUND_REPLACEMENT', ?, ?::timestamptz,
                        ?::timestamptz, 'user:demo', ?::timestamptz)""",
                id, UUID.randomUUID(), carrier, number, number, state, heard, heard, heard);
        return id;
    }
}
