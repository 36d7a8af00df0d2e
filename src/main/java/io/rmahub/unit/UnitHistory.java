package io.rmahub.unit;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.rmahub.engine.jdbc.Sql;
import io.rmahub.unit.model.Component;
import io.rmahub.unit.model.FirmwareSpan;
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

    private static final String SOH = """
            select day, soh_min, soh_last, soh_last_at, throughput_kwh, coldest, hottest, false as monthly from unit_day
            where org_id = ? and serial = ? and day between ? and ?
            union all
            select day, soh_min, soh_last, soh_last_at, throughput_kwh, coldest, hottest, true from unit_month
            where org_id = ? and serial = ? and day between date_trunc('month', ?::date) and ?
            order by day, monthly desc""";

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
                           BigDecimal lifetimeThroughputKwh, BigDecimal minCellTemperature,
                           BigDecimal maxCellTemperature) {
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

    /** All versions that were seen, in the order of their appearance. */
    public List<FirmwareSpan> firmwareChanges(String orgId, String serial, Component component) {
        return jdbc.query(SPANS, UnitHistory::span, orgId, serial, component.wireName());
    }

    /** Daily, and monthly for what is older than daily values are kept; both days included. */
    public List<SohPoint> sohSeries(String orgId, String serial, LocalDate from, LocalDate to) {
        return jdbc.query(SOH, UnitHistory::point, orgId, serial, from, to, orgId, serial, from, to);
    }

    private static UnitState state(ResultSet row, int number) throws SQLException {
        return new UnitState(row.getString("serial"), Sql.instant(row, "observed_at"),
                (Boolean) row.getObject("online"), Sql.instant(row, "last_online_at"),
                Sql.instant(row, "first_observed_at"), row.getString("cell_firmware"),
                Sql.instant(row, "cell_firmware_since"), row.getString("bms_firmware"),
                Sql.instant(row, "bms_firmware_since"), row.getBigDecimal("soh"), Sql.instant(row, "soh_at"),
                row.getBigDecimal("throughput_kwh"), Sql.instant(row, "throughput_fell_at"),
                (Long) row.getObject("cycles"), row.getBigDecimal("min_temperature"),
                row.getBigDecimal("max_temperature"), List.of((String[]) row.getArray("fault_codes").getArray()));
    }

    private static FirmwareSpan span(ResultSet row, int number) throws SQLException {
        return new FirmwareSpan(Component.of(row.getString("component")), row.getString("version"),
                Sql.instant(row, "first_seen_at"), Sql.instant(row, "last_seen_at"));
    }

    private static SohPoint point(ResultSet row, int number) throws SQLException {
        return new SohPoint(row.getObject("day", LocalDate.class), row.getBoolean("monthly"),
                row.getBigDecimal("soh_min"), row.getBigDecimal("soh_last"), Sql.instant(row, "soh_last_at"),
                row.getBigDecimal("throughput_kwh"),
                row.getBigDecimal("coldest"), row.getBigDecimal("hottest"));
    }
}
