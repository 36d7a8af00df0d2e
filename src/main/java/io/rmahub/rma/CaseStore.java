package io.rmahub.rma;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.f4b6a3.uuid.UuidCreator;
import io.rmahub.engine.jdbc.UnnestBatch;
import io.rmahub.rma.model.CaseOpened;
import io.rmahub.rma.model.RmaCase;
import io.rmahub.rma.model.RmaEvent;
import io.rmahub.rma.model.routing.RoutingRules;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Reads and writes cases inside somebody else's transaction; every statement takes a whole batch. */
@Component
public final class CaseStore {

    private static final String NUMBERS_BY_REF = """
            select c.org_id, c.external_ref, c.number from rma_case c
            join unnest(?::text[], ?::text[]) as r(org_id, external_ref)
              on c.org_id = r.org_id and c.external_ref = r.external_ref""";

    private static final String CASES = """
            insert into rma_case (id, org_id, number, external_ref, customer_id, customer_email, site_id, asset_id,
                                  site_country, language, ticket_id, status, priority, case_type, reason_code,
                                  fault_description, fault_codes, reported_by, serial_number, product_sku, team,
                                  visit_needed, opened_at, due_at, ticket, warnings, warranty_outcome, decision_id,
                                  message_id, repair_kind, next_alarm_at, installer_email)
            select id, org_id, number, external_ref, customer_id, customer_email, site_id, asset_id, site_country,
                   language, ticket_id, status, priority, case_type, reason_code, fault_description,
                   case fault_codes when '' then '{}' else string_to_array(fault_codes, E'\\x1f') end,
                   reported_by, serial_number, product_sku, team, visit_needed, opened_at, due_at, ticket, warnings,
                   warranty_outcome, decision_id, message_id, repair_kind, next_alarm_at,
                   (select w.installer_email from warranty_record w
                    where w.org_id = t.org_id and w.serial = t.serial_number)
            from unnest(?::uuid[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[],
                        ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[],
                        ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::boolean[], ?::timestamptz[],
                        ?::timestamptz[], ?::text[], ?::text[], ?::text[], ?::uuid[], ?::uuid[], ?::text[],
                        ?::timestamptz[])
                 as t(id, org_id, number, external_ref, customer_id, customer_email, site_id, asset_id, site_country,
                      language, ticket_id, status, priority, case_type, reason_code, fault_description, fault_codes,
                      reported_by, serial_number, product_sku, team, visit_needed, opened_at, due_at, ticket,
                      warnings, warranty_outcome, decision_id, message_id, repair_kind, next_alarm_at)
            on conflict (org_id, external_ref) do nothing""";

    private static final String EVENTS = """
            insert into rma_event (id, org_id, case_id, actor_id, event, from_value, to_value, detail, message_id, at)
            select * from unnest(?::uuid[], ?::text[], ?::uuid[], ?::text[], ?::text[], ?::text[], ?::text[],
                                 ?::text[], ?::uuid[], ?::timestamptz[])""";

    private static final String DECISIONS = """
            insert into decision (id, org_id, case_id, message_id, rule_set_version, outcome, explanation, at)
            select * from unnest(?::uuid[], ?::text[], ?::uuid[], ?::uuid[], ?::text[], ?::text[], ?::text[],
                                 ?::timestamptz[])""";

    /** Identifies a report within the hub. */
    record Ref(String orgId, String externalRef) {
    }

    /** A case and the message that opened it. */
    record Opening(UUID messageId, CaseOpened opened) {

        RmaCase rmaCase() {
            return opened.rmaCase();
        }
    }

    private record EventRow(Opening opening, RmaEvent event) {
    }

    private final JdbcTemplate jdbc;
    private final ObjectMapper json;
    private final RoutingRules routing;
    private final CaseClocks clocks;

    CaseStore(JdbcTemplate jdbc, ObjectMapper json, RoutingRules routing, CaseClocks clocks) {
        this.jdbc = jdbc;
        this.json = json;
        this.routing = routing;
        this.clocks = clocks;
    }

    /** Numbers of the cases that exist for these reports. */
    Map<Ref, String> numbers(List<Ref> refs) {
        Map<Ref, String> numbers = new HashMap<>();
        UnnestBatch.of(refs).add("text", Ref::orgId).add("text", Ref::externalRef)
                .query(jdbc, NUMBERS_BY_REF,
                        (row, n) -> Map.entry(new Ref(row.getString(1), row.getString(2)), row.getString(3)))
                .forEach(found -> numbers.put(found.getKey(), found.getValue()));
        return numbers;
    }

    /** Writes the cases; fails if another hub opened one of them meanwhile, so that the batch is decided anew. */
    void insert(List<Opening> openings) {
        if (insertCases(openings) < openings.size()) {
            throw new IllegalStateException("Another hub has opened one of these cases");
        }
        List<EventRow> events = openings.stream()
                .flatMap(o -> o.opened().events().stream().map(event -> new EventRow(o, event))).toList();
        UnnestBatch.of(events)
                .add("uuid", row -> UuidCreator.getTimeOrderedEpochPlus1())
                .add("text", row -> row.opening().rmaCase().orgId())
                .add("uuid", row -> row.event().rmaCaseId()).add("text", row -> row.event().actorId())
                .add("text", row -> row.event().event().wireName()).add("text", row -> row.event().fromValue())
                .add("text", row -> row.event().toValue()).add("text", row -> text(row.event().detail()))
                .add("uuid", row -> row.opening().messageId()).add("timestamptz", row -> row.event().at())
                .update(jdbc, EVENTS);
        UnnestBatch.of(openings)
                .add("uuid", o -> o.opened().decisionId()).add("text", o -> o.rmaCase().orgId())
                .add("uuid", o -> o.rmaCase().id()).add("uuid", Opening::messageId)
                .add("text", o -> o.opened().warranty().ruleSetVersion())
                .add("text", o -> o.opened().warranty().outcome().name())
                .add("text", o -> text(explanation(o.opened())))
                .add("timestamptz", o -> o.rmaCase().openedAt())
                .update(jdbc, DECISIONS);
    }

    private int insertCases(List<Opening> openings) {
        UnnestBatch<Opening> columns = UnnestBatch.of(openings);
        columns.add("uuid", o -> o.rmaCase().id());
        for (Function<RmaCase, String> column : textColumns()) {
            columns.add("text", o -> column.apply(o.rmaCase()));
        }
        return columns.add("boolean", o -> o.rmaCase().visitNeeded())
                .add("timestamptz", o -> o.rmaCase().openedAt()).add("timestamptz", o -> o.rmaCase().dueAt())
                .add("text", o -> text(o.opened().ticket())).add("text", o -> text(o.opened().warnings()))
                .add("text", o -> o.opened().warranty().outcome().name())
                .add("uuid", o -> o.opened().decisionId()).add("uuid", Opening::messageId)
                .add("text", o -> routing.repairKind(o.opened().warranty().outcome(), false).kind().wireName())
                .add("timestamptz", o -> clocks.firstAlarm(o.rmaCase()))
                .update(jdbc, CASES);
    }

    private static List<Function<RmaCase, String>> textColumns() {
        return List.of(RmaCase::orgId, RmaCase::number, RmaCase::externalRef, RmaCase::customerId,
                RmaCase::customerEmail, RmaCase::siteId, RmaCase::assetId, RmaCase::siteCountry, RmaCase::language,
                RmaCase::ticketId, c -> c.status().name(), c -> c.priority().wireName(), RmaCase::caseType,
                c -> c.reasonCode().wireName(), RmaCase::faultDescription,
                c -> String.join("\u001f", c.faultCodes()), RmaCase::reportedBy, RmaCase::serialNumber,
                RmaCase::productSku, RmaCase::team);
    }

    /** Everything that was decided at the opening, with the reasons. */
    private static Map<String, Object> explanation(CaseOpened opened) {
        Map<String, Object> explanation = new LinkedHashMap<>();
        explanation.put("warranty", opened.warranty());
        explanation.put("routing", opened.routing());
        explanation.put("sla", opened.sla());
        explanation.put("visit", opened.visit());
        explanation.put("warnings", opened.warnings());
        return explanation;
    }

    private String text(Object value) {
        try {
            return json.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
