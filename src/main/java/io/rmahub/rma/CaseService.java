package io.rmahub.rma;

import io.rmahub.engine.delivery.DomainEvent;
import io.rmahub.engine.jdbc.SqlArray;
import io.rmahub.stock.StockMovements;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * Locks cases for a transaction and writes back what became of them: timeline, clocks, row, and what others are told.
 * Whoever changes a case holds it from reading it to the commit, so no change is lost.
 */
@Component
final class CaseService {

    /** The row as {@link #read} wants it. */
    static final String SELECT =
            "select to_jsonb(c) - 'search' - 'ticket' - 'warnings' || " + CaseTasks.OF_CASE + " from rma_case c ";
    private static final String LOCK = SELECT + "where id = any (?) order by id for update";
    private static final String LOCK_ONE = SELECT + "where org_id = ? and id = ? for update";
    private static final String LOCK_NUMBER = SELECT + "where org_id = ? and number = ? for update";

    /** A learnt task that stands in the row from now on leaves its place beside it, so that a person can remove it. */
    private static final String SAVE = """
            with n as (select * from jsonb_populate_recordset(null::rma_case, ?::jsonb)),
            joined as (delete from case_task t using n where t.case_id = n.id and t.task_id = n.task_id)
            update rma_case c
            set customer_id = n.customer_id, customer_email = n.customer_email,
                installer_email = n.installer_email, site_id = n.site_id,
                site_country = n.site_country, site_region = n.site_region, site_zone = n.site_zone,
                asset_id = n.asset_id, language = n.language, ticket_id = n.ticket_id, task_id = n.task_id,
                status = n.status, resolution_type = n.resolution_type, resolution_notes = n.resolution_notes,
                priority = n.priority, case_type = n.case_type, reason_code = n.reason_code,
                fault_description = n.fault_description, fault_codes = n.fault_codes, firmware = n.firmware,
                serial_number = n.serial_number,
                product_sku = n.product_sku, order_ref = n.order_ref, order_line = n.order_line,
                warranty_claim_id = n.warranty_claim_id, warranty_outcome = n.warranty_outcome,
                under_contract = n.under_contract, repair_kind = n.repair_kind,
                money_approval = n.money_approval, exception_approval = n.exception_approval,
                refund_amount = n.refund_amount, refund_currency = n.refund_currency,
                team = n.team, assignee = n.assignee, tags = n.tags, visit_needed = n.visit_needed, early = n.early,
                unit_with_us = n.unit_with_us, return_awaited = n.return_awaited, standby_out = n.standby_out,
                csat = n.csat, due_at = n.due_at, status_at = n.status_at, resolved_at = n.resolved_at,
                closed_at = n.closed_at, next_alarm_at = n.next_alarm_at, alarms = n.alarms, told = n.told,
                version = n.version
            from n
            where c.id = n.id""";

    private final JdbcTemplate jdbc;
    private final Timeline timeline;
    private final CaseClocks clocks;
    private final CaseEvents caseEvents;
    private final StockMovements stockMovements;
    private final FollowingClaims claims;

    CaseService(JdbcTemplate jdbc, Timeline timeline, CaseClocks clocks, CaseEvents caseEvents,
                StockMovements stockMovements, FollowingClaims claims) {
        this.jdbc = jdbc;
        this.timeline = timeline;
        this.clocks = clocks;
        this.caseEvents = caseEvents;
        this.stockMovements = stockMovements;
        this.claims = claims;
    }

    /** Locks these cases, in an order in which two transactions cannot wait for each other. */
    Map<UUID, LockedCase> lock(Collection<UUID> ids, Instant now) {
        Map<UUID, LockedCase> cases = new LinkedHashMap<>();
        jdbc.query(LOCK, (row, n) -> new LockedCase(read(row.getString(1)), now), SqlArray.of("uuid", ids))
                .forEach(lockedCase -> cases.put(lockedCase.id(), lockedCase));
        return cases;
    }

    /** Locks the case of this id or number, if the organisation has one. */
    Optional<LockedCase> lock(String orgId, String idOrNumber, Instant now) {
        UUID id = CaseReadModel.uuid(idOrNumber);
        return jdbc.query(id == null ? LOCK_NUMBER : LOCK_ONE,
                (row, n) -> new LockedCase(read(row.getString(1)), now),
                orgId, id == null ? idOrNumber : id).stream().findFirst();
    }

    /**
     * Writes what happened to the cases, and lets the claims that they came from follow.
     *
     * @return what other systems are to be told
     */
    List<DomainEvent> finish(Collection<LockedCase> cases) {
        List<LockedCase> all = List.copyOf(cases);
        timeline.append(entries(all));
        clocks.update(all);
        timeline.append(entries(all));
        List<DomainEvent> events = new ArrayList<>();
        for (LockedCase lockedCase : all) {
            lockedCase.row.version += lockedCase.isTouched() ? 1 : 0;
            events.addAll(caseEvents.of(lockedCase));
        }
        save(all);
        stockMovements.keep(events);
        events.addAll(claims.follow(all));
        return events;
    }

    private static List<Timeline.Entry> entries(List<LockedCase> cases) {
        return cases.stream().flatMap(lockedCase -> lockedCase.takeEntries().stream()).toList();
    }

    private void save(List<LockedCase> cases) {
        if (!cases.isEmpty()) {
            jdbc.update(SAVE, JsonRows.write(cases.stream().map(lockedCase -> lockedCase.row).toList()));
        }
    }

    static CaseRow read(String json) {
        return JsonRows.read(json, CaseRow.class);
    }
}
