package io.rmahub.rma;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rmahub.engine.jdbc.Sql;
import io.rmahub.engine.jdbc.UnnestBatch;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** The stand-by units that customers have while their own one is away. A unit is with one customer at a time. */
@Component
final class StandbyUnits {

    private static final String ISSUE = """
            insert into rma_standby (id, org_id, rma_case_id, serial_number, product_sku, location, issued_at,
                                     issued_by, expected_back_at)
            select * from unnest(?::uuid[], ?::text[], ?::uuid[], ?::text[], ?::text[], ?::text[], ?::timestamptz[],
                                 ?::text[], ?::timestamptz[])
            on conflict (org_id, serial_number) where returned_at is null do nothing""";

    /**
     * By serial number; without one it is the unit that the case has, if it has one only. Carriers tell times to the
     * second or the day, so that a return may seem to be before the issue.
     */
    private static final String RETURN = """
            update rma_standby s set returned_at = greatest(?::timestamptz, s.issued_at), returned_by = ?
            where s.rma_case_id = ? and s.returned_at is null
              and case when ?::text is not null then s.serial_number = ?
                       else (select count(*) from rma_standby o
                             where o.rma_case_id = s.rma_case_id and o.returned_at is null) = 1 end
            returning s.serial_number""";

    private static final String OVERDUE = """
            update rma_standby set overdue_at = ?::timestamptz
            where id in (select id from rma_standby
                         where returned_at is null and overdue_at is null and expected_back_at <= ?::timestamptz
                         order by expected_back_at limit ? for update skip locked)
            returning rma_case_id, serial_number, expected_back_at""";

    /** A unit that is issued. */
    record Unit(UUID id, String serialNumber, String productSku, String location, Instant issuedAt,
                Instant expectedBackAt) {
    }

    /** A unit that should have come back. */
    record Overdue(String serialNumber, Instant expectedBackAt) {
    }

    private final JdbcTemplate jdbc;

    StandbyUnits(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** False if the unit is out already, for this or another case. */
    boolean issue(LockedCase lockedCase, Unit unit, ChangeContext context) {
        CaseRow row = lockedCase.row;
        int written = UnnestBatch.of(List.of(unit))
                .add("uuid", Unit::id).add("text", u -> row.orgId).add("uuid", u -> row.id)
                .add("text", Unit::serialNumber).add("text", Unit::productSku).add("text", Unit::location)
                .add("timestamptz", Unit::issuedAt).add("text", u -> context.actor())
                .add("timestamptz", Unit::expectedBackAt).update(jdbc, ISSUE);
        if (written == 0) {
            return false;
        }
        row.standbyOut++;
        ObjectNode detail = JsonNodeFactory.instance.objectNode().put("serialNumber", unit.serialNumber());
        if (unit.location() != null) {
            detail.put("location", unit.location());
        }
        if (unit.expectedBackAt() != null) {
            detail.put("expectedBackAt", unit.expectedBackAt().toString());
        }
        lockedCase.note("standby.issued", null, unit.serialNumber(), detail, context);
        lockedCase.changes().add(new LockedCase.Change("standby.issued", null, unit.serialNumber(), null, context));
        return true;
    }

    /** The unit is back. False if the case has none out by this serial number. */
    boolean comeBack(LockedCase lockedCase, String serialNumber, ChangeContext context) {
        List<String> back = jdbc.query(RETURN, (row, n) -> row.getString(1), context.at().toString(), context.actor(),
                lockedCase.row.id, serialNumber, serialNumber);
        if (back.isEmpty()) {
            return false;
        }
        lockedCase.row.standbyOut = Math.max(0, lockedCase.row.standbyOut - 1);
        lockedCase.changes().add(new LockedCase.Change("standby.returned", null, back.get(0), null, context));
        return true;
    }

    /** Marks units that are due back by now, each once; by case. */
    Map<UUID, List<Overdue>> markOverdue(Instant now, int atMost) {
        Map<UUID, List<Overdue>> overdue = new LinkedHashMap<>();
        jdbc.query(OVERDUE, row -> {
            overdue.computeIfAbsent(row.getObject("rma_case_id", UUID.class), id -> new ArrayList<>())
                    .add(new Overdue(row.getString("serial_number"), Sql.instant(row, "expected_back_at")));
        }, now.toString(), now.toString(), atMost);
        return overdue;
    }
}
