package io.rmahub.unit;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.rmahub.engine.jdbc.Sql;
import io.rmahub.unit.model.Component;
import io.rmahub.unit.model.FirmwareSpan;
import io.rmahub.unit.model.FirmwareVersion;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;

/**
 * What units reported, for whoever decides. Answers change with late readings: what was an offline time an hour ago
 * may have become an online one.
 */
@Repository
public class UnitHistory {

    private static final String LATEST = "select * from unit_state where org_id = ? and serial = ?";

    private static final String ONLINE = """
            select greatest(online_from, ?) as starts, least(online_to, ?) as ends
            from unit_online(?, ?) where online_to > ? and online_from < ? order by 1""";

    private static final String SPANS = """
            select component, version, first_seen_at, last_seen_at from unit_firmware_span
            where org_id = ? and serial = ? and component = ? order by first_seen_at, last_seen_at""";

    /** As {@code units_firmware_at} for one unit. */
    private static final String FIRMWARE_AT = """
            select component, version, first_seen_at, last_seen_at from unit_firmware_span
            where org_id = ? and serial = ? and component = ? and first_seen_at <= ?
            order by (last_seen_at >= ?) desc, case when last_seen_at >= ? then first_seen_at else last_seen_at end desc
            limit 1""";

    private static final String SOH = """
            select day, soh_min, soh_last, soh_last_at, throughput_kwh, coldest, hottest, false as monthly from unit_day
            where org_id = ? and serial = ? and day between ? and ?
            union all
            select day, soh_min, soh_last, soh_last_at, throughput_kwh, coldest, hottest, true from unit_month
            where org_id = ? and serial = ? and day between date_trunc('month', ?::date) and ?
            order by day, monthly desc""";

    private static final String MISSED = "select * from units_missing_firmware(?, ?, ?, ?) order by serial";

    /**
     * The newest that is known. A value is null while it was never reported.
     *
     * @param online           what the newest reading said; null if it said neither
     * @param throughputKwh    the highest lifetime throughput ever reported
     * @param throughputFellAt newest reading below an earlier one (meter changed or rolled over), or null
     * @param lastOnlineAt     newest reading that said online
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record UnitState(String serialNumber, Instant observedAt, Boolean online, Instant lastOnlineAt,
                            Instant firstObservedAt, String cellFirmware, Instant cellFirmwareSince, String bmsFirmware,
                            Instant bmsFirmwareSince, BigDecimal soh, Instant sohAt, BigDecimal lifetimeThroughputKwh,
                            Instant throughputFellAt, Long cycles, BigDecimal minCellTemperature,
                            BigDecimal maxCellTemperature, List<String> faultCodes) {
    }

    /** From inclusive, to exclusive. */
    public record Interval(Instant from, Instant to) {
    }

    /**
     * State of health of a day (UTC), or of the month that begins with the day.
     *
     * @param sohMin  lowest, percent; null when none was reported in that time
     * @param sohLast the last one
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record SohPoint(LocalDate day, boolean monthly, BigDecimal sohMin, BigDecimal sohLast, Instant sohLastAt,
                           BigDecimal lifetimeThroughputKwh, BigDecimal minCellTemperature, BigDecimal maxCellTemperature) {
    }

    /**
     * A unit that was offline at the deadline without the firmware, as far as it had told.
     *
     * @param version      what it had then, or null when it had told none: then it is not known that it missed any
     * @param ordered      whether the version has a place in the order; if not, it is not known either
     * @param offlineUntil null: until now
     */
    public record MissedFirmware(String serialNumber, String version, boolean ordered, Instant seenAt,
                                 Instant offlineSince, Instant offlineUntil) {
    }

    private final JdbcTemplate jdbc;

    public UnitHistory(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    public Optional<UnitState> latest(String orgId, String serial) {
        return jdbc.query(LATEST, UnitHistory::state, orgId, serial).stream().findFirst();
    }

    /** When the unit was online between the two times, in order; outside of these it was offline. */
    public List<Interval> onlineIntervals(String orgId, String serial, Instant from, Instant to) {
        return jdbc.query(ONLINE, (row, n) -> new Interval(Sql.instant(row, "starts"), Sql.instant(row, "ends")),
                Sql.at(from), Sql.at(to), orgId, serial, Sql.at(from), Sql.at(to));
    }

    /** The version that the unit had, as far as it had told by then. */
    public Optional<FirmwareSpan> firmwareAt(String orgId, String serial, Component component, Instant at) {
        return jdbc.query(FIRMWARE_AT, UnitHistory::span, orgId, serial, component.wireName(), Sql.at(at),
                Sql.at(at), Sql.at(at)).stream().findFirst();
    }

    /** All versions that were seen, in the order of their appearance. */
    public List<FirmwareSpan> firmwareChanges(String orgId, String serial, Component component) {
        return jdbc.query(SPANS, UnitHistory::span, orgId, serial, component.wireName());
    }

    /** Daily, and monthly for what is older than daily values are kept; both days included. */
    public List<SohPoint> sohSeries(String orgId, String serial, LocalDate from, LocalDate to) {
        return jdbc.query(SOH, UnitHistory::point, orgId, serial, from, to, orgId, serial, from, to);
    }

    /** All units of the organisation, of whatever family, that were offline at the time without the wanted version. */
    public List<MissedFirmware> missedFirmware(String orgId, Component component, FirmwareVersion wanted, Instant at) {
        return jdbc.query(MISSED, (row, n) -> new MissedFirmware(row.getString("serial"), row.getString("version"),
                row.getString("version_order") != null, Sql.instant(row, "seen_at"), Sql.instant(row, "offline_since"),
                Sql.instant(row, "offline_until")), orgId, component.wireName(), wanted.order(), Sql.at(at));
    }

    private static UnitState state(ResultSet row, int index) throws SQLException {
        return new UnitState(row.getString("serial"), Sql.instant(row, "observed_at"),
                (Boolean) row.getObject("online"), Sql.instant(row, "last_online_at"),
                Sql.instant(row, "first_observed_at"), row.getString("cell_firmware"),
                Sql.instant(row, "cell_firmware_since"), row.getString("bms_firmware"),
                Sql.instant(row, "bms_firmware_since"), row.getBigDecimal("soh"), Sql.instant(row, "soh_at"),
                row.getBigDecimal("throughput_kwh"), Sql.instant(row, "throughput_fell_at"),
                (Long) row.getObject("cycles"), row.getBigDecimal("min_temperature"),
                row.getBigDecimal("max_temperature"), List.of((String[]) row.getArray("fault_codes").getArray()));
    }

    private static FirmwareSpan span(ResultSet row, int index) throws SQLException {
        return new FirmwareSpan(Component.of(row.getString("component")), row.getString("version"),
                Sql.instant(row, "first_seen_at"), Sql.instant(row, "last_seen_at"));
    }

    private static SohPoint point(ResultSet row, int index) throws SQLException {
        return new SohPoint(row.getObject("day", LocalDate.class), row.getBoolean("monthly"), row.getBigDecimal("soh_min"),
                row.getBigDecimal("soh_last"), Sql.instant(row, "soh_last_at"), row.getBigDecimal("throughput_kwh"),
                row.getBigDecimal("coldest"), row.getBigDecimal("hottest"));
    }
}
