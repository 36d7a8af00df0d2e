package io.rmahub.warranty;

import io.rmahub.engine.jdbc.Sql;
import io.rmahub.engine.jdbc.SqlArray;
import io.rmahub.warranty.model.Reading;
import io.rmahub.warranty.model.WarrantyFact;
import io.rmahub.warranty.model.WarrantyFact.Observed;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * What units reported, as facts for the rules. Only what can decide is fetched: the newest values; the history of a
 * unit that is above the lowest cap, since it matters on which day it passed its own; and, towards a firmware, the
 * first sign of a connection and of each newer version. A value alone proves no connection: the signs of connection
 * are facts of their own.
 */
@Component
final class TelemetryEvidence {

    static final String SOURCE = "device cloud";

    private static final String NEWEST = """
            select r.id, u.soh, u.soh_at, u.throughput_kwh, u.throughput_at, u.cycles, u.observed_at
            from warranty_record r join unit_state u on u.org_id = r.org_id and u.serial = r.serial
            where r.id = any (?)""";

    private static final String PASSED_A_CAP = """
            select r.id, d.throughput_kwh, d.day from warranty_record r
            join unit_state u on u.org_id = r.org_id and u.serial = r.serial
            cross join lateral (
                select day, throughput_kwh from unit_day where org_id = r.org_id and serial = r.serial
                union all
                select day, throughput_kwh from unit_month where org_id = r.org_id and serial = r.serial) d
            where r.id = any (?) and u.throughput_kwh > r.nominal_kwh * ? and d.throughput_kwh is not null""";

    private static final String SOH_BY = """
            select r.id, d.soh_last, d.soh_last_at from warranty_record r
            cross join lateral (
                select soh_last, soh_last_at from unit_day
                where org_id = r.org_id and serial = r.serial and soh_last is not null and day <= ?::date + 1
                union all
                select soh_last, soh_last_at from unit_month
                where org_id = r.org_id and serial = r.serial and soh_last is not null and day <= ?::date + 1
                order by soh_last_at desc limit 30) d
            where r.id = ?""";

    private static final String CONNECTED = """
            select r.id, (select min(greatest(o.online_from, ?::timestamptz)) from unit_online(r.org_id, r.serial) o
                          where o.online_to > ?::timestamptz) as at
            from warranty_record r join unit_state u on u.org_id = r.org_id and u.serial = r.serial
            where r.id = any (?) and u.last_online_at >= ?::timestamptz""";

    private static final String UPDATED = """
            select r.id, f.version, f.first_seen_at from warranty_record r
            join unit_firmware_span f on f.org_id = r.org_id and f.serial = r.serial
            where r.id = any (?) and f.component = 'cell' and f.version_order collate "C" >= ?""";

    private final JdbcTemplate jdbc;
    private final RuleSets ruleSets;

    TelemetryEvidence(JdbcTemplate jdbc, RuleSets ruleSets) {
        this.jdbc = jdbc;
        this.ruleSets = ruleSets;
    }

    /** What each unit reported of its cells, as far as it can decide a cover. */
    Map<UUID, List<WarrantyFact>> newest(Collection<UUID> recordIds) {
        Map<UUID, List<WarrantyFact>> facts = new HashMap<>();
        SqlArray ids = SqlArray.of("uuid", recordIds);
        jdbc.query(NEWEST, row -> {
            UUID id = row.getObject("id", UUID.class);
            add(facts, id, Sql.instant(row, "soh_at"), row.getBigDecimal("soh"), null, null);
            add(facts, id, Sql.instant(row, "throughput_at"), null, row.getBigDecimal("throughput_kwh"), null);
            add(facts, id, Sql.instant(row, "observed_at"), null, null, row.getBigDecimal("cycles"));
        }, ids);
        jdbc.query(PASSED_A_CAP, row -> {
            add(facts, row.getObject("id", UUID.class), noon(row.getObject("day", LocalDate.class)), null,
                    row.getBigDecimal("throughput_kwh"), null);
        }, ids, ruleSets.lowestThroughputCap());
        return facts;
    }

    /** Kept are days (UTC), not times: noon is on that day at most sites. */
    private static Instant noon(LocalDate day) {
        return day.atTime(12, 0).toInstant(ZoneOffset.UTC);
    }

    /** States of health of a unit up to a day, the newest thirty. */
    List<WarrantyFact> sohUpTo(UUID recordId, LocalDate day) {
        Map<UUID, List<WarrantyFact>> facts = new HashMap<>();
        jdbc.query(SOH_BY, row -> {
            add(facts, recordId, Sql.instant(row, "soh_last_at"), row.getBigDecimal("soh_last"), null, null);
        }, day, day, recordId);
        return facts.getOrDefault(recordId, List.of());
    }

    /** The first sign since the release that each unit was connected, and of each version as new as the wanted one. */
    Map<UUID, List<WarrantyFact>> towards(Collection<UUID> recordIds, Instant releasedAt, String versionOrder) {
        Map<UUID, List<WarrantyFact>> facts = new HashMap<>();
        SqlArray ids = SqlArray.of("uuid", recordIds);
        OffsetDateTime released = Sql.at(releasedAt);
        jdbc.query(CONNECTED, row -> {
            Instant at = Sql.instant(row, "at");
            if (at != null) {
                add(facts, row.getObject("id", UUID.class), new Reading(at, null, null, null, null, true));
            }
        }, released, released, ids, released);
        jdbc.query(UPDATED, row -> {
            add(facts, row.getObject("id", UUID.class), new Reading(Sql.instant(row, "first_seen_at"), null, null, null,
                    row.getString("version"), false));
        }, ids, versionOrder);
        return facts;
    }

    private static void add(Map<UUID, List<WarrantyFact>> facts, UUID id, Instant at, BigDecimal soh,
                            BigDecimal throughput, BigDecimal cycles) {
        if (at != null && (soh != null || throughput != null || cycles != null)) {
            add(facts, id, new Reading(at, soh, throughput, cycles, null, false));
        }
    }

    private static void add(Map<UUID, List<WarrantyFact>> facts, UUID id, Reading reading) {
        facts.computeIfAbsent(id, key -> new ArrayList<>()).add(new Observed(SOURCE, reading));
    }
}
