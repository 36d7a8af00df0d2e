package io.rmahub.report;

import io.rmahub.support.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** Reads a clerk's tables of cases, parcels and stand-by units and lets it all happen in a database, step by step. */
final class WhatHappened {

    private static final ZoneId WARSAW = ZoneId.of("Europe/Warsaw");
    private static final Set<String> RESOLVED = Set.of("REJECTED", "DELIVERED", "CONFIRMED");

    private final TestDatabase database;
    private final String orgId;
    private UUID aCase;

    WhatHappened(TestDatabase database, String orgId) {
        this.database = database;
        this.orgId = orgId;
    }

    void tell(Path file) throws IOException {
        List<String> heading = List.of();
        for (String line : Files.readAllLines(file)) {
            List<String> cells = Arrays.stream(line.split("\\|", -1)).map(String::strip).toList();
            if (line.isBlank() || line.startsWith("#")) {
                heading = List.of();
            } else if (heading.isEmpty()) {
                heading = cells;
            } else {
                Map<String, String> row = new LinkedHashMap<>();
                for (int i = 0; i < heading.size(); i++) {
                    row.put(heading.get(i), i < cells.size() && !cells.get(i).isEmpty() ? cells.get(i) : null);
                }
                happen(heading.get(0), row);
            }
        }
    }

    private void happen(String table, Map<String, String> row) {
        switch (table) {
            case "case" -> caseOpened(row);
            case "parcel" -> parcel(row);
            case "stand-by" -> standby(row);
            case "fleet" -> fleet(row);
            default -> throw new IllegalArgumentException(table);
        }
    }

    private void caseOpened(Map<String, String> row) {
        aCase = UUID.randomUUID();
        String[] reasons = row.get("reason").split(" > ");
        String[] faults = row.get("faults") == null ? new String[0] : row.get("faults").split(" ");
        database.jdbc.update("""
                insert into rma_case (id, org_id, number, external_ref, status, priority, case_type, reason_code,
                    fault_description, fault_codes, product_sku, firmware, team, visit_needed, opened_at, due_at,
                    warranty_outcome, decision_id, message_id)
                values (?, ?, ?, ?, 'REPORTED', ?, 'warranty', ?, 'It fails', ?, ?, ?, ?, false, ?, ?,
                    'UNKNOWN', ?, ?)""",
                aCase, orgId, row.get("case"), "ref:" + row.get("case"), row.get("priority"), reasons[0], faults,
                row.get("product"), row.get("firmware"), row.get("team"), at(row.get("opened")), at(row.get("due")),
                UUID.randomUUID(), UUID.randomUUID());
        event("status_changed", null, "REPORTED", at(row.get("opened")));
        if (reasons.length > 1) {
            database.jdbc.update("update rma_case set reason_code = ? where id = ?", reasons[1], aCase);
        }
        String from = "REPORTED";
        for (String step : row.get("what happened") == null ? new String[0] : row.get("what happened").split(", ")) {
            from = step(from, step.split(" ", 2));
        }
        if (row.get("csat") != null) {
            database.jdbc.update("update rma_case set csat = ? where id = ?", Integer.valueOf(row.get("csat")), aCase);
        }
    }

    private String step(String from, String[] step) {
        if (step.length == 1) {
            database.jdbc.update("update rma_case set alarms = array[?] where id = ?", step[0], aCase);
            return from;
        }
        String to = step[0];
        OffsetDateTime at = at(step[1]);
        database.transaction.executeWithoutResult(status -> {
            event("status_changed", from, to, at);
            database.jdbc.update("""
                    update rma_case set status = ?, status_at = ?,
                        resolved_at = case when ? then coalesce(resolved_at, cast(? as timestamptz))
                                      else resolved_at end,
                        closed_at = case when ? = 'CLOSED' then cast(? as timestamptz) end
                    where id = ?""", to, at, RESOLVED.contains(to), at, to, at, aCase);
        });
        return to;
    }

    private void event(String event, String from, String to, OffsetDateTime at) {
        database.jdbc.update("""
                insert into rma_event (id, org_id, case_id, actor_id, event, from_value, to_value, at)
                values (?, ?, ?, 'clerk', ?, ?, ?, ?)""", UUID.randomUUID(), orgId, aCase, event, from, to, at);
    }

    private void parcel(Map<String, String> row) {
        UUID id = UUID.randomUUID();
        OffsetDateTime then = at(row.get("then"));
        database.jdbc.update("""
                insert into rma_shipment (id, org_id, rma_case_id, case_number, carrier, tracking_number, number,
                    direction, state, poll_at, created_by, created_at)
                values (?, ?, ?, '1', ?, ?, ?, ?, 'PENDING', ?, 'clerk', ?)""", id, orgId, aCase, row.get("parcel"),
                id.toString(), id.toString(), row.get("direction"), at("03-01 00:00"), at("03-05 08:00"));
        database.jdbc.update("""
                update rma_shipment set state = ?, shipped_at = ?,
                    delivered_at = case when ? = 'DELIVERED' then cast(? as timestamptz) end, state_at = ?
                where id = ?""", row.get("state"), at(row.get("shipped")), row.get("state"), then, then, id);
    }

    private void standby(Map<String, String> row) {
        UUID id = UUID.randomUUID();
        database.jdbc.update("""
                insert into rma_standby (id, org_id, rma_case_id, serial_number, product_sku, issued_at, issued_by)
                values (?, ?, ?, ?, ?, ?, 'clerk')""",
                id, orgId, aCase, id.toString(), row.get("stand-by"), at(row.get("issued")));
        database.jdbc.update("update rma_standby set returned_at = ?, overdue_at = ? where id = ?",
                at(row.get("returned")), at(row.get("overdue")), id);
    }

    private void fleet(Map<String, String> row) {
        database.jdbc.update("insert into product_family values (?, ?, ?) on conflict do nothing",
                orgId, row.get("fleet"), row.get("family"));
        database.jdbc.update("insert into product_fleet values (?, ?, ?, ?, now())",
                orgId, row.get("fleet"), row.get("firmware"), Long.valueOf(row.get("units")));
    }

    private static OffsetDateTime at(String text) {
        return text == null ? null
                : LocalDateTime.parse("2026-" + text.replace(' ', 'T')).atZone(WARSAW).toOffsetDateTime();
    }

    /** A table as a clerk writes it: a column is as wide as its longest cell, nothing is a dash. */
    static String drawn(ReportTable table) {
        List<List<String>> lines = new ArrayList<>();
        lines.add(table.columns());
        table.rows().forEach(row -> lines.add(row.values().stream()
                .map(value -> value == null ? "-" : value.toString()).toList()));
        StringBuilder drawn = new StringBuilder();
        for (List<String> line : lines) {
            for (int i = 0; i < line.size(); i++) {
                int column = i;
                int width = lines.stream().mapToInt(other -> other.get(column).length()).max().orElse(0);
                drawn.append(i == 0 ? "" : " | ").append(line.get(i))
                        .append(i == line.size() - 1 ? "" : " ".repeat(width - line.get(i).length()));
            }
            drawn.append('\n');
        }
        return drawn.toString();
    }
}
