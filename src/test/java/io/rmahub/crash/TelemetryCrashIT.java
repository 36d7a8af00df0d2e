package io.rmahub.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import io.rmahub.support.ChildJvm;
import io.rmahub.support.HubTopics;
import io.rmahub.support.ServersProcess;
import io.rmahub.unit.ReadingParser.Posted;
import io.rmahub.unit.Telemetry;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Pattern;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/**
 * The process that takes readings is killed with SIGKILL again and again while readings come. Afterwards the rows are
 * those that all readings give when they are written at once, and nothing is left on the topic. A run is repeated
 * with {@code -Dcrash.seed=<printed seed>}.
 */
class TelemetryCrashIT {

    private static final int UNITS = 300;
    private static final Pattern WORKING = Pattern.compile("WORKING");
    private static final List<String> ROWS = List.of("""
            select serial, observed_at, online, cell_firmware, cell_firmware_since, cell_firmware_at, soh, soh_at,
                   throughput_kwh, throughput_at, throughput_fell_at, first_observed_at, last_online_at
            from unit_state where org_id = ? order by serial""", """
            select serial, component, version, first_seen_at, last_seen_at
            from unit_firmware_span where org_id = ? order by serial, component, version""", """
            select serial, month, online::text, offline::text from unit_presence where org_id = ?
            order by serial, month""", """
            select serial, day, soh_min, soh_last, soh_last_at, throughput_kwh from unit_day
            where org_id = ? order by serial, day""");

    private final long seed = Long.getLong("crash.seed", System.nanoTime());
    private final Random random = new Random(seed);

    @TempDir
    private Path data;

    private record Sent(String serial, String body) {
    }

    @Test
    @Timeout(600)
    void noReadingIsLostAndNoneChangesAnythingTwice() throws Exception {
        killWhileReadingsCome(30_000, 5);
    }

    /** The same with many more kills and readings. */
    @Test
    @Tag("proof")
    @Timeout(7200)
    void soItIsAfterAHundredKillsAmongTwoMillionReadings() throws Exception {
        killWhileReadingsCome(2_000_000, 100);
    }

    private void killWhileReadingsCome(int count, int kills) throws Exception {
        System.out.println("crash.seed=" + seed);
        try (ServersProcess servers = ServersProcess.start("telemetry-crash-servers", data,
                "--hub.embedded.artemis.enabled=false")) {
            Map<String, String> ready = servers.addresses();
            String[] addresses = {ready.get("HUB_DB_URL"), ready.get("HUB_DB_USER"), ready.get("HUB_KAFKA_BROKERS")};
            var source = new DriverManagerDataSource(addresses[0], addresses[1], "");
            Flyway.configure().dataSource(source).load().migrate();
            JdbcTemplate jdbc = new JdbcTemplate(source);
            List<Sent> readings = readings(count);
            try (HubTopics topics = new HubTopics(addresses[2])) {
                killWhileTheyCome(addresses, topics, readings, kills, jdbc);
            }
            expected(addresses, readings);
            for (String rows : ROWS) {
                assertThat(jdbc.queryForList(rows, "demo")).as(rows).isEqualTo(jdbc.queryForList(rows, "expected"));
            }
            System.out.println("read " + jdbc.queryForObject(
                    "select sum(delta) from telemetry_tally where org_id = 'demo' and kind = 'read'", Long.class)
                    + " times for " + count + " readings, " + kills + " kills");
        }
    }

    private void killWhileTheyCome(
            String[] addresses, HubTopics topics, List<Sent> readings, int kills, JdbcTemplate jdbc) {
        ChildJvm worker = start(addresses);
        try {
            int portion = readings.size() / (kills + 1);
            for (int kill = 1; kill <= kills + 1; kill++) {
                long before = read(jdbc);
                int end = kill <= kills ? kill * portion : readings.size();
                readings.subList((kill - 1) * portion, end).forEach(sent ->
                        topics.send("cloud.telemetry", sent.serial(), sent.body(), Map.of()));
                topics.flush();
                if (kill <= kills) {
                    // In the middle of the portion, wherever that falls between two writes.
                    int moment = 1 + random.nextInt(portion - 1);
                    await("a moment to kill").atMost(Duration.ofMinutes(2)).pollInterval(Duration.ofMillis(1))
                            .until(() -> read(jdbc) - before >= moment);
                    worker.kill9();
                    worker = start(addresses);
                }
            }
            await("all offsets committed").atMost(Duration.ofMinutes(3)).pollInterval(Duration.ofMillis(200))
                    .until(() -> topics.lag("cloud.telemetry") == 0);
        } finally {
            worker.close();
        }
    }

    private static ChildJvm start(String[] addresses) {
        ChildJvm worker = ChildJvm.startClass("telemetry-worker", TelemetryWorker.class.getName(),
                ChildJvm.SHORT_LIVED, List.of(addresses));
        worker.awaitLine(WORKING, Duration.ofMinutes(2));
        return worker;
    }

    private static long read(JdbcTemplate jdbc) {
        return jdbc.queryForObject(
                "select coalesce(sum(delta), 0) from telemetry_tally where org_id = 'demo' and kind = 'read'",
                Long.class);
    }

    /** Late ones, offline ones, versions that rise; no two of a unit at the same time. */
    private List<Sent> readings(int count) {
        List<Sent> readings = new ArrayList<>();
        Instant start = Instant.parse("2026-01-20T00:00:00Z");
        for (int i = 0; i < count; i++) {
            int round = i / UNITS;
            // Neighbouring rounds change places.
            int place = round ^ (i % UNITS % 4);
            Instant at = start.plusSeconds(place * 3000L + random.nextInt(2000));
            readings.add(new Sent("U" + i % UNITS, """
                    {"observedAt":"%s","online":%s,"cellFirmware":"V%d","soh":%d,"lifetimeThroughputKwh":%d}"""
                    .formatted(at, random.nextInt(20) > 0, place / 25, 100 - random.nextInt(30), 1000 + place)));
        }
        return readings;
    }

    /** What the readings come to when they are written at once, for another organisation. */
    private static void expected(String[] addresses, List<Sent> readings) throws Exception {
        try (HikariDataSource pool = TelemetryWorker.pool(addresses[0], addresses[1])) {
            Telemetry.Gathering all = TelemetryWorker.telemetry(pool, "expected").begin();
            for (Sent sent : readings) {
                byte[] body = sent.body().getBytes(StandardCharsets.UTF_8);
                all.add(new Posted(sent.serial(), body, null, null), Instant.now());
            }
            all.write();
        }
    }
}
