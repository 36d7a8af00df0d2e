package io.rmahub.unit;

import static org.assertj.core.api.Assertions.assertThat;

import io.rmahub.engine.processing.InvalidMessageException;
import io.rmahub.engine.jdbc.Sql;
import io.rmahub.support.TestDatabase;
import io.rmahub.unit.UnitHistory.Interval;
import io.rmahub.unit.UnitHistory.UnitState;
import io.rmahub.unit.model.Component;
import io.rmahub.unit.model.FirmwareSpan;
import io.rmahub.unit.model.FirmwareVersion;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.core.io.ClassPathResource;

/** What is kept of readings, on a real database. An hour's silence means offline. */
class UnitStoreTest {

    private static final Instant START = Instant.parse("2026-01-31T22:00:00Z");
    private static final List<String> TABLES = List.of("unit_state", "unit_firmware", "unit_presence", "unit_day");

    private static TestDatabase database;
    private static UnitHistory history;

    private final Telemetry telemetry = Fleets.telemetry(database);

    @BeforeAll
    static void start() {
        database = new TestDatabase();
        history = new UnitHistory(database.jdbc);
    }

    @AfterAll
    static void stop() {
        database.close();
    }

    @BeforeEach
    void empty() {
        TABLES.forEach(table -> database.jdbc.execute("truncate " + table));
        database.jdbc.execute("truncate telemetry_tally");
    }

    @Test
    void newestCountsAndALateReadingOnlyClosesItsGap() {
        write("09:00 soh=93.2", "09:30 soh=93.1 cell=V2.31", "13:00 soh=93.0 cell=V2.33");
        assertThat(online()).containsExactly("09:00-10:30", "13:00-14:00");

        write("10:15 soh=99 cell=V2.31", "11:00", "11:59", "12:30");

        UnitState state = state();
        assertThat(state.observedAt()).isEqualTo(at("13:00"));
        assertThat(state.soh()).isEqualTo("93.0");
        assertThat(state.cellFirmware()).isEqualTo("V2.33");
        assertThat(online()).containsExactly("09:00-14:00");
    }

    @Test
    void anOfflineReportEndsTheTimeBeforeTheSilenceHasPassed() {
        write("09:00", "09:20 online=false", "12:00", "12:10");
        assertThat(online()).containsExactly("09:00-09:20", "12:00-13:10");
        assertThat(state().online()).isTrue();
        assertThat(state().lastOnlineAt()).isEqualTo(at("12:10"));
    }

    @Test
    void aBlipThatIsOverBeforeTheSilenceHasPassedIsNoOfflineTime() {
        write("09:00", "09:20 online=false", "09:50");
        assertThat(online()).containsExactly("09:00-10:50");
    }

    @Test
    void theTurnOfAMonthIsNoGap() {
        Telemetry.Gathering gathering = telemetry.begin();
        for (int i = 0; i < 10; i++) {
            add(gathering, "S1", START.plusSeconds(i * 1800L), "");
        }
        gathering.write();
        assertThat(history.onlineIntervals(Fleets.ORG, "S1", START, START.plusSeconds(86_400)))
                .containsExactly(new Interval(START, START.plusSeconds(9 * 1800 + 3600)));
        assertThat(count("unit_presence")).as("one row a month").isEqualTo(2);
    }

    @Test
    void aThroughputThatFallsKeepsTheHighestAndIsFlagged() {
        write("09:00 kwh=1000", "10:00 kwh=1001");
        write("11:00 kwh=3");
        assertThat(state().lifetimeThroughputKwh()).isEqualTo("1001");
        assertThat(state().throughputFellAt()).isEqualTo(at("11:00"));
        assertThat(tally("throughput-falls")).isEqualTo(1);
    }

    @Test
    void aLateLowerThroughputIsNoFall() {
        write("10:00 kwh=1001");
        write("09:00 kwh=1000");
        assertThat(state().throughputFellAt()).isNull();
    }

    @Test
    void implausibleValuesCountAsNotReported() {
        write("09:00 soh=93", "10:00 soh=null", "11:00 soh=0", "12:00 soh=65535", "13:00 soh=101");
        assertThat(state().soh()).isEqualTo("93");
        assertThat(state().observedAt()).isEqualTo(at("13:00"));
        assertThat(tally("read")).isEqualTo(5);
        assertThat(List.of(tally("soh-null"), tally("soh-zero"), tally("soh-not-implemented"),
                tally("soh-out-of-range"))).containsOnly(1L);
    }

    @Test
    void oneRowADayWithLowestAndLast() {
        write("09:00 soh=93.2 min=4 max=20", "10:00 soh=92.8 max=31", "11:00 soh=93.0 min=5");
        write("10:30 soh=92.9");
        assertThat(history.sohSeries(Fleets.ORG, "S1", LocalDate.parse("2026-03-01"), LocalDate.parse("2026-03-31")))
                .singleElement().satisfies(day -> {
                    assertThat(day.sohMin()).isEqualTo("92.8");
                    assertThat(day.sohLast()).isEqualTo("93.0");
                    assertThat(day.minCellTemperature()).isEqualTo("4");
                    assertThat(day.maxCellTemperature()).isEqualTo("31");
                });
    }

    @Test
    void oldDaysBecomeMonthsAndTheHistoryEnds() throws Exception {
        String sql = new ClassPathResource("sql/thin-out-telemetry.sql").getContentAsString(StandardCharsets.UTF_8)
                .replace(":#dailyFor", "'400d'").replace(":#historyFor", "'6000d'");
        database.jdbc.execute("truncate unit_month");
        database.jdbc.execute("""
                insert into unit_day (org_id, serial, day, soh_min, soh_last, soh_last_at, throughput_kwh) values
                ('demo', 'S1', '2020-05-03', 91, 92, '2020-05-03 10:00Z', 10),
                ('demo', 'S1', '2020-05-20', 90, 95, '2020-05-20 10:00Z', 12),
                ('demo', 'S1', '2020-06-01', 89, 89, '2020-06-01 10:00Z', 13),
                ('demo', 'S1', current_date, 88, 88, now(), 14),
                ('demo', 'S1', '2001-05-03', 99, 99, '2001-05-03 10:00Z', 1)""");
        database.jdbc.execute(sql);
        database.jdbc.execute(sql);
        assertThat(history.sohSeries(Fleets.ORG, "S1", LocalDate.parse("2000-01-01"), LocalDate.parse("2021-01-01")))
                .extracting(point -> point.day() + " " + point.monthly() + " " + point.sohMin() + " " + point.sohLast()
                        + " " + point.lifetimeThroughputKwh())
                .containsExactly("2020-05-01 true 90 95 12", "2020-06-01 true 89 89 13");
        assertThat(count("unit_day")).isEqualTo(1);
    }

    @Test
    void firmwareAtATimeAlsoAfterADowngrade() {
        write("09:00 cell=V1", "09:30 cell=V1", "10:00 cell=V2", "10:30 cell=V2", "11:00 cell=V1", "12:00 cell=V1");
        assertThat(List.of(cellAt("09:59"), cellAt("10:00"), cellAt("10:30"), cellAt("11:30"), cellAt("15:00")))
                .containsExactly("V1", "V2", "V2", "V1", "V1");
        assertThat(cellAt("08:00")).isNull();
        assertThat(history.firmwareChanges(Fleets.ORG, "S1", Component.CELL)).extracting(FirmwareSpan::version)
                .containsExactly("V1", "V2");
    }

    @Test
    void unitsThatMissedAFirmwareWhileOffline() {
        Telemetry.Gathering gathering = telemetry.begin();
        add(gathering, "online", at("09:00"), "cell=V2.9");
        add(gathering, "online", at("09:40"), "cell=V2.9");
        add(gathering, "has-it", at("08:00"), "cell=V2.33");
        add(gathering, "has-newer", at("08:00"), "cell=V2.100");
        add(gathering, "missed", at("08:00"), "cell=V2.9");
        add(gathering, "missed", at("12:00"), "cell=V2.33");
        add(gathering, "still-away", at("08:00"), "cell=V2.32");
        add(gathering, "told-nothing", at("08:00"), "");
        add(gathering, "came-later", at("12:00"), "cell=V1");
        gathering.write();
        FirmwareVersion wanted = FirmwareVersion.of("V2.33").orElseThrow();

        assertThat(missedFirmware(Fleets.ORG, wanted, at("10:00"))).containsExactly(
                new MissedFirmware("missed", "V2.9", true, at("08:00"), at("09:00"), at("12:00")),
                new MissedFirmware("still-away", "V2.32", true, at("08:00"), at("09:00"), null),
                new MissedFirmware("told-nothing", null, false, null, at("09:00"), null));
        assertThat(missedFirmware("other", wanted, at("10:00"))).isEmpty();

        // Buffered readings arrive: it was online after all.
        gathering = telemetry.begin();
        add(gathering, "missed", at("09:00"), "");
        add(gathering, "missed", at("09:50"), "");
        gathering.write();
        assertThat(missedFirmware(Fleets.ORG, wanted, at("10:00")))
                .extracting(MissedFirmware::serialNumber).containsExactly("still-away", "told-nothing");
    }

    /** Any order, any portions, any repeats: the rows are the same. A run is repeated with {@code -Dorder.seed=…}. */
    @Test
    void rowsDoNotDependOnTheOrderOfReadings() {
        long seed = Long.getLong("order.seed", System.nanoTime());
        Random random = new Random(seed);
        for (int round = 0; round < 25; round++) {
            List<String> readings = randomReadings(random);
            List<List<Map<String, Object>>> expected = null;
            for (int order = 0; order < 4; order++) {
                empty();
                for (int from = 0; from < readings.size(); ) {
                    int to = Math.min(readings.size(), from + 1 + random.nextInt(readings.size()));
                    write(readings.subList(from, to).toArray(String[]::new));
                    // What a crash between database and offset reads again.
                    from = random.nextInt(4) == 0 ? from + random.nextInt(to - from) : to;
                }
                List<List<Map<String, Object>>> rows = rows();
                if (expected == null) {
                    expected = rows;
                }
                assertThat(rows).as("order.seed=%s round %s", seed, round).isEqualTo(expected);
                Collections.shuffle(readings, random);
            }
        }
    }

    /** No two at the same time, versions that only rise and a throughput that never falls: then there is one truth. */
    private static List<String> randomReadings(Random random) {
        List<String> readings = new ArrayList<>();
        int minute = 0;
        for (int i = 0; i < 12; i++) {
            minute += 1 + random.nextInt(150);
            if (minute >= 24 * 60) {
                break;
            }
            readings.add("%02d:%02d".formatted(minute / 60, minute % 60)
                    + (random.nextInt(4) == 0 ? " online=false" : "")
                    + (random.nextBoolean() ? " soh=" + (80 + random.nextInt(20)) : "")
                    + (random.nextBoolean() ? " kwh=" + (100 + i) : "")
                    + (random.nextBoolean() ? " cell=V" + (i / 4) : "")
                    + (random.nextBoolean() ? " max=" + random.nextInt(40) : ""));
        }
        return readings;
    }

    private List<List<Map<String, Object>>> rows() {
        List<List<Map<String, Object>>> all = new ArrayList<>(List.of(
                database.jdbc.queryForList("select * from unit_firmware_span order by component, version"),
                database.jdbc.queryForList("select * from unit_day order by day"),
                database.jdbc.queryForList(
                        "select month, online::text, offline::text from unit_presence order by month")));
        List<Map<String, Object>> states = database.jdbc.queryForList("select * from unit_state");
        states.forEach(state -> {
            state.remove("updated_at");
            state.computeIfPresent("fault_codes", (key, value) -> value.toString());
        });
        all.add(states);
        return all;
    }

    private void write(String... readings) {
        Telemetry.Gathering gathering = telemetry.begin();
        for (String reading : readings) {
            String[] parts = reading.split(" ", 2);
            add(gathering, "S1", at(parts[0]), parts.length == 1 ? "" : parts[1]);
        }
        gathering.write();
    }

    private static void add(Telemetry.Gathering gathering, String serial, Instant at, String values) {
        Map<String, String> names = Map.of("soh", "soh", "kwh", "lifetimeThroughputKwh", "cell", "cellFirmware",
                "online", "online", "min", "minCellTemperature", "max", "maxCellTemperature");
        StringBuilder body = new StringBuilder("{\"observedAt\":\"" + at + "\"");
        for (String value : values.isEmpty() ? new String[0] : values.split(" ")) {
            String[] pair = value.split("=");
            body.append(",\"").append(names.get(pair[0])).append("\":")
                    .append(pair[0].equals("cell") ? "\"" + pair[1] + "\"" : pair[1]);
        }
        try {
            gathering.add(Fleets.posted(serial, body.append('}').toString()), Fleets.NOW);
        } catch (InvalidMessageException e) {
            throw new AssertionError(body.toString(), e);
        }
    }

    private static Instant at(String time) {
        return Instant.parse("2026-03-02T" + time + ":00Z");
    }

    private static UnitState state() {
        return history.latest(Fleets.ORG, "S1").orElseThrow();
    }

    /** A unit that was offline at a time without the firmware, and the version that it had, if that has an order. */
    private record MissedFirmware(String serialNumber, String version, boolean ordered, Instant seenAt,
                                  Instant offlineSince, Instant offlineUntil) {
    }

    private static List<MissedFirmware> missedFirmware(String orgId, FirmwareVersion wanted, Instant at) {
        return database.jdbc.query("select * from units_missing_firmware(?, 'cell', ?, ?) order by serial",
                (row, number) -> new MissedFirmware(row.getString("serial"), row.getString("version"),
                        row.getString("version_order") != null, Sql.instant(row, "seen_at"),
                        Sql.instant(row, "offline_since"), Sql.instant(row, "offline_until")),
                orgId, wanted.order(), Sql.at(at));
    }

    private static String cellAt(String time) {
        return database.jdbc.queryForList("select version from units_firmware_at(?, 'cell', ?) where serial = 'S1'",
                String.class, Fleets.ORG, Sql.at(at(time))).stream().findFirst().orElse(null);
    }

    private static List<String> online() {
        return history.onlineIntervals(Fleets.ORG, "S1", at("00:00"), at("23:59")).stream()
                .map(interval -> interval.from().toString().substring(11, 16) + "-"
                        + interval.to().toString().substring(11, 16)).toList();
    }

    private static long count(String table) {
        return database.jdbc.queryForObject("select count(*) from " + table, Long.class);
    }

    private static long tally(String kind) {
        return database.jdbc.queryForObject("select coalesce(sum(delta), 0) from telemetry_tally where kind = ?",
                Long.class, kind);
    }
}
