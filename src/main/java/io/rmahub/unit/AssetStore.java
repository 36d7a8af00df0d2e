package io.rmahub.unit;

import io.rmahub.engine.jdbc.Sql;
import io.rmahub.engine.jdbc.SqlArray;
import io.rmahub.engine.jdbc.UnnestBatch;
import io.rmahub.unit.model.AssetReport.Kept;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** What cases know of their units, inside somebody else's transaction; every statement takes a whole batch. */
@Component
final class AssetStore {

    private static final String LOCK = "select id from rma_case where id = any (?) order by id for update";

    /** A value that an earlier report has filled in is not the case's own. */
    private static final String CASES = """
            select c.id, c.org_id, c.number, c.serial_number, a.known, a.observed_at,
                   c.firmware is null or exists (
                       select 1 from rma_asset f where f.case_id = c.id and f.filled_firmware = c.firmware)
                       as takes_firmware,
                   cardinality(c.fault_codes) = 0 or exists (
                       select 1 from rma_asset f where f.case_id = c.id and f.filled_fault_codes = c.fault_codes)
                       as takes_fault_codes
            from rma_case c left join rma_asset a on a.case_id = c.id and a.serial_number = c.serial_number
            where c.id = any (?)""";

    private static final String UPSERT = """
            insert into rma_asset (case_id, serial_number, org_id, source, known, observed_at, report, filled_firmware,
                                   filled_fault_codes, message_id, recorded_at)
            select case_id, serial_number, org_id, source, known, observed_at, report, filled_firmware,
                   case when filled_fault_codes <> '' then string_to_array(filled_fault_codes, E'\\x1f') end,
                   message_id, recorded_at
            from unnest(?::uuid[], ?::text[], ?::text[], ?::text[], ?::boolean[], ?::timestamptz[], ?::text[],
                        ?::text[], ?::text[], ?::uuid[], ?::timestamptz[])
                 as t(case_id, serial_number, org_id, source, known, observed_at, report, filled_firmware,
                      filled_fault_codes, message_id, recorded_at)
            on conflict (case_id, serial_number) do update
            set source = excluded.source, known = excluded.known, observed_at = excluded.observed_at,
                report = excluded.report, message_id = excluded.message_id, recorded_at = excluded.recorded_at,
                filled_firmware = coalesce(excluded.filled_firmware, rma_asset.filled_firmware),
                filled_fault_codes = coalesce(excluded.filled_fault_codes, rma_asset.filled_fault_codes)""";

    /**
     * A case as a report finds it.
     *
     * @param kept           what it knows of its unit, or null
     * @param takesFirmware  whether it has none of its own
     * @param takesFaultCodes whether it has none of its own
     */
    record AssetCase(UUID id, String orgId, String number, String serialNumber, Kept kept, boolean takesFirmware,
                     boolean takesFaultCodes) {

        AssetCase with(Kept newest) {
            return new AssetCase(id, orgId, number, serialNumber, newest, takesFirmware, takesFaultCodes);
        }
    }

    /** A report that counts for a case, and the values that the case took from it. */
    record AcceptedReport(AssetCase owner, AssetFact fact, String filledFirmware, List<String> filledFaultCodes) {
    }

    private final JdbcTemplate jdbc;

    AssetStore(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** The cases of these ids, held until the transaction ends. */
    Map<UUID, AssetCase> lock(Collection<UUID> ids) {
        SqlArray all = SqlArray.of("uuid", ids);
        // Two statements: one alone would see of the others' reports only what was there before it waited.
        jdbc.query(LOCK, row -> { }, all);
        Map<UUID, AssetCase> cases = new HashMap<>();
        jdbc.query(CASES, row -> {
            Instant observed = Sql.instant(row, "observed_at");
            UUID id = row.getObject("id", UUID.class);
            cases.put(id, new AssetCase(id, row.getString("org_id"), row.getString("number"),
                    row.getString("serial_number"),
                    observed == null ? null : new Kept(row.getBoolean("known"), observed),
                    row.getBoolean("takes_firmware"), row.getBoolean("takes_fault_codes")));
        }, all);
        return cases;
    }

    /** Writes one report for each case. */
    void save(List<AcceptedReport> reports, Instant now) {
        UnnestBatch.of(reports)
                .add("uuid", r -> r.owner().id()).add("text", r -> r.fact().report().serialNumber())
                .add("text", r -> r.owner().orgId()).add("text", r -> r.fact().source())
                .add("boolean", r -> r.fact().report().known()).add("timestamptz", r -> r.fact().report().observedAt())
                .add("text", r -> r.fact().shown().toString()).add("text", AcceptedReport::filledFirmware)
                .add("text", r -> String.join("\u001f", r.filledFaultCodes()))
                .add("uuid", r -> r.fact().messageId()).add("timestamptz", r -> now)
                .update(jdbc, UPSERT);
    }
}
