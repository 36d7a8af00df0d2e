package io.rmahub.unit;

import io.rmahub.engine.jdbc.Sql;
import io.rmahub.engine.jdbc.UnnestBatch;
import io.rmahub.unit.model.Component;
import io.rmahub.unit.model.Coverage;
import io.rmahub.unit.model.FirmwareSpan;
import io.rmahub.unit.model.FirmwareVersion;
import io.rmahub.unit.model.FleetFold;
import io.rmahub.unit.model.ImplausibleValue;
import io.rmahub.unit.model.UnitDay;
import io.rmahub.unit.model.UnitFold;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Writes what folded readings come to: a handful of statements and one transaction, however many readings. Writing
 * the same readings again, in whatever portions, leaves the units' rows as they are.
 */
public final class UnitStore {

    private record SpanRow(String serial, FirmwareSpan span) {
    }

    private record DayRow(String serial, UnitDay day) {
    }

    private final JdbcTemplate jdbc;
    private final TransactionTemplate transaction;
    private final String orgId;
    private final Duration offlineAfter;

    /** @param offlineAfter of the folds that are written */
    UnitStore(JdbcTemplate jdbc, TransactionTemplate transaction, String orgId, Duration offlineAfter) {
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.orgId = orgId;
        this.offlineAfter = offlineAfter;
    }

    /**
     * Writes and commits.
     *
     * @return how often each value was implausible, also by comparison with the rows of earlier readings
     */
    public Map<ImplausibleValue, Long> write(FleetFold fold, Instant now) {
        return transaction.execute(status -> writeAll(fold, now));
    }

    private Map<ImplausibleValue, Long> writeAll(FleetFold fold, Instant now) {
        List<UnitFold> units = fold.sorted();
        Map<ImplausibleValue, Long> implausible = new EnumMap<>(ImplausibleValue.class);
        implausible.putAll(fold.implausibleValues());
        if (!units.isEmpty()) {
            long falls = falls(units);
            if (falls > 0) {
                implausible.merge(ImplausibleValue.THROUGHPUT_FALLS, falls, Long::sum);
            }
            firmware(units);
            states(units, now);
            presence(units);
            days(units);
        }
        tally(fold, implausible, now);
        return implausible;
    }

    private long falls(List<UnitFold> units) {
        List<UnitFold> reporting = units.stream().filter(unit -> unit.newestThroughputAt() != null).toList();
        return jdbc.query(UnitStatements.FALLS, statement -> {
            int next = UnnestBatch.of(reporting).add("text", UnitFold::serial)
                    .add("numeric", UnitFold::newestThroughputKwh)
                    .add("bigint", unit -> millis(unit.newestThroughputAt())).bind(statement, 1);
            statement.setString(next, orgId);
        }, (row, n) -> row.getLong(1)).get(0);
    }

    private void firmware(List<UnitFold> units) {
        List<SpanRow> spans = units.stream()
                .flatMap(unit -> unit.firmware().stream().map(span -> new SpanRow(unit.serial(), span))).toList();
        // A fleet has few versions; null stands for one without a place in the order.
        Map<String, String> orders = new HashMap<>();
        jdbc.update(UnitStatements.FIRMWARE, statement -> {
            int next = UnnestBatch.of(spans).add("text", SpanRow::serial)
                    .add("text", row -> row.span().component().wireName())
                    .add("text", row -> row.span().version())
                    .add("text", row -> orders.computeIfAbsent(row.span().version(), UnitStore::order))
                    .add("bigint", row -> millis(row.span().firstSeenAt()))
                    .add("bigint", row -> millis(row.span().lastSeenAt())).bind(statement, 1);
            statement.setString(next, orgId);
            statement.setString(next + 1, orgId);
        });
    }

    private void states(List<UnitFold> units, Instant now) {
        UnnestBatch<UnitFold> columns = UnnestBatch.of(units).add("text", UnitFold::serial)
                .add("bigint", unit -> millis(unit.newest().observedAt()))
                .add("boolean", unit -> unit.newest().online())
                .add("numeric", unit -> unit.newest().minTemperature())
                .add("numeric", unit -> unit.newest().maxTemperature())
                .add("text", unit -> String.join("\u001f", unit.newest().faultCodes()));
        for (Component component : Component.values()) {
            columns.add("text", unit -> version(unit.newestFirmware(component)))
                    .add("bigint", unit -> first(unit.newestFirmware(component)))
                    .add("bigint", unit -> last(unit.newestFirmware(component)));
        }
        columns.add("numeric", UnitFold::soh).add("bigint", unit -> millis(unit.sohAt()))
                .add("numeric", UnitFold::throughputKwh).add("bigint", unit -> millis(unit.throughputAt()))
                .add("bigint", unit -> millis(unit.throughputFellAt())).add("bigint", UnitFold::cycles)
                .add("bigint", unit -> millis(unit.firstObservedAt()))
                .add("bigint", unit -> millis(unit.lastOnlineAt()));
        jdbc.update(UnitStatements.STATES, statement -> {
            statement.setString(1, orgId);
            statement.setObject(2, Sql.at(now));
            columns.bind(statement, 3);
        });
    }

    private void presence(List<UnitFold> units) {
        List<PresenceRow> rows = new ArrayList<>(units.size());
        for (UnitFold unit : units) {
            collect(rows, unit.serial(), true, unit.online());
            collect(rows, unit.serial(), false, unit.offline());
        }
        jdbc.update(UnitStatements.PRESENCE, statement -> {
            statement.setString(1, orgId);
            statement.setDouble(2, offlineAfter.toMillis() / 1000.0);
            UnnestBatch.of(rows).add("text", PresenceRow::serial).add("date", row -> row.month().toString())
                    .add("boolean", PresenceRow::online).add("bigint", PresenceRow::from).add("bigint", PresenceRow::to)
                    .bind(statement, 3);
        });
    }

    private static void collect(List<PresenceRow> rows, String serial, boolean online, Coverage coverage) {
        for (int i = 0; i < coverage.size(); i++) {
            PresenceRow.split(serial, online, coverage.range(i), rows);
        }
    }

    private void days(List<UnitFold> units) {
        List<DayRow> rows = units.stream()
                .flatMap(unit -> unit.days().stream().map(day -> new DayRow(unit.serial(), day))).toList();
        jdbc.update(UnitStatements.DAYS, statement -> {
            statement.setString(1, orgId);
            UnnestBatch.of(rows).add("text", DayRow::serial).add("date", row -> row.day().day().toString())
                    .add("numeric", row -> row.day().sohMin()).add("numeric", row -> row.day().sohLast())
                    .add("bigint", row -> millis(row.day().sohLastAt()))
                    .add("numeric", row -> row.day().throughputKwh())
                    .add("numeric", row -> row.day().coldest()).add("numeric", row -> row.day().hottest())
                    .bind(statement, 2);
        });
    }

    private void tally(FleetFold fold, Map<ImplausibleValue, Long> implausible, Instant now) {
        List<Map.Entry<String, Long>> counts = Stream.concat(Stream.of(Map.entry("read", fold.readings())),
                implausible.entrySet().stream()
                        .map(entry -> Map.entry(entry.getKey().wireName(), entry.getValue()))).toList();
        jdbc.update(UnitStatements.TALLY, statement -> {
            statement.setString(1, orgId);
            statement.setString(2, now.toString());
            UnnestBatch.of(counts).add("text", Map.Entry::getKey).add("bigint", Map.Entry::getValue).bind(statement, 3);
        });
    }

    private static Long millis(Instant at) {
        return at == null ? null : (Long) at.toEpochMilli();
    }

    private static String order(String version) {
        return FirmwareVersion.of(version).map(FirmwareVersion::order).orElse(null);
    }

    private static String version(FirmwareSpan span) {
        return span == null ? null : span.version();
    }

    private static Long first(FirmwareSpan span) {
        return span == null ? null : millis(span.firstSeenAt());
    }

    private static Long last(FirmwareSpan span) {
        return span == null ? null : millis(span.lastSeenAt());
    }
}
