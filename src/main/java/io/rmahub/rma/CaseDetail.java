package io.rmahub.rma;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rmahub.rma.model.MoveOutcome.MoveOption;
import io.rmahub.rma.model.sla.ClockReading;
import io.rmahub.rma.model.sla.SlaStatus;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Everything about one case that is more than its row: clocks, moves, parts, files, and what happened to it. */
@Component
public final class CaseDetail {

    /** All systems: the case's own events, the messages that concern it, and what became of each delivery. */
    private static final String TIMELINE = """
            with own as (select * from rma_event where org_id = ? and case_id = ?),
                 causes as (select distinct message_id from own where message_id is not null)
            select to_jsonb(t) from (
                select at, 'case' as system, event, actor_id as actor, from_value as "from", to_value as "to",
                       detail, message_id as cause, id
                from own
                union all
                select o.at, o.source, 'message.' || lower(o.state), o.source, null, o.reason, '{}', o.message_id,
                       o.message_id
                from message_outcome o join causes c on c.message_id = o.message_id where o.org_id = ?
                union all
                select d.created_at, d.target, 'delivery.' || lower(d.status), 'rma-hub', null, d.type,
                       jsonb_build_object('attempts', d.attempts, 'cause', d.cause, 'error', d.last_error,
                                          'nextAttemptAt', d.next_attempt_at)::text, d.message_id, d.id
                from delivery d join causes c on c.message_id = d.message_id where d.org_id = ? and d.line_id = ?
                union all
                select d.done_at, d.target, 'delivery.' || lower(d.status), 'rma-hub', null, d.type,
                       jsonb_build_object('attempts', d.attempts)::text, d.message_id, d.id
                from delivery_done d join causes c on c.message_id = d.message_id
                where d.org_id = ? and d.line_id = ?) as t
            order by at, id""";

    private static final String PARTS = """
            select to_jsonb(p) - '{org_id,cause_id}'::text[] from rma_part_usage p
            where org_id = ? and rma_case_id = ? order by id""";
    private static final String STANDBY = """
            select to_jsonb(s) - 'org_id' from rma_standby s where org_id = ? and rma_case_id = ? order by id""";
    private static final String COMMENTS = """
            select to_jsonb(c) - '{org_id,case_id}'::text[] from rma_comment c
            where org_id = ? and case_id = ? order by id""";
    private static final String EVIDENCE = """
            select to_jsonb(e) - '{org_id,case_id,sha256}'::text[]
                   || jsonb_build_object('sha256', encode(sha256, 'hex'))
            from rma_evidence e where org_id = ? and case_id = ? order by id""";
    private static final String FILE = """
            select file_name, media_type, sha256 from rma_evidence where org_id = ? and case_id = ? and id = ?""";
    private static final String ROW = CaseService.SELECT + "where org_id = ? and id = ?";

    /** A file of a case. */
    public record StoredFile(String name, String mediaType, byte[] sha256) {
    }

    private final JdbcTemplate jdbc;
    private final CaseJson shown;
    private final CaseClocks clocks;
    private final ResolutionCommands resolving;
    private final ObjectMapper json;
    private final Clock clock;

    CaseDetail(JdbcTemplate jdbc, CaseJson shown, CaseClocks clocks, ResolutionCommands resolving, ObjectMapper json,
              Clock clock) {
        this.jdbc = jdbc;
        this.shown = shown;
        this.clocks = clocks;
        this.resolving = resolving;
        this.json = json;
        this.clock = clock;
    }

    /** In order of event time. */
    public List<ObjectNode> timeline(String orgId, UUID caseId) {
        return rows(TIMELINE, orgId, caseId, orgId, orgId, caseId, orgId, caseId);
    }

    public List<ObjectNode> parts(String orgId, UUID caseId) {
        return rows(PARTS, orgId, caseId);
    }

    public List<ObjectNode> standby(String orgId, UUID caseId) {
        return rows(STANDBY, orgId, caseId);
    }

    public List<ObjectNode> comments(String orgId, UUID caseId) {
        return rows(COMMENTS, orgId, caseId);
    }

    public List<ObjectNode> evidence(String orgId, UUID caseId) {
        return rows(EVIDENCE, orgId, caseId);
    }

    public Optional<StoredFile> file(String orgId, UUID caseId, String id) {
        return jdbc.query(FILE, (row, index) -> new StoredFile(row.getString(1), row.getString(2), row.getBytes(3)),
                orgId, caseId, CaseReadModel.uuid(id)).stream().findFirst();
    }

    /** Adds both clocks as they stand now, and what can be done next. */
    public void addPresent(ObjectNode body, String orgId, UUID caseId) {
        CaseRow row = CaseService.read(jdbc.queryForObject(ROW, String.class, orgId, caseId));
        SlaStatus status = clocks.read(row, clock.instant());
        ObjectNode told = body.putObject("clocks").put("rulesVersion", status.rulesVersion());
        told.set("case", clock(status.caseClock()));
        if (status.onSite() != null) {
            told.set("onSite", clock(status.onSite()));
        }
        status.pauses().forEach(pause -> {
            ObjectNode each = told.withArray("pauses").addObject().put("party", pause.party().wireName())
                    .put("from", pause.from().toString());
            if (pause.until() != null) {
                each.put("until", pause.until().toString());
            }
            each.put("length", pause.length().toString());
        });
        status.waited().forEach((party, time) -> told.withObject("/waited").put(party.wireName(), time.toString()));
        for (MoveOption option : resolving.options(row)) {
            ObjectNode each = body.withArray("moves").addObject().put("move", option.move().wireName())
                    .put("to", option.to().name()).put("legal", option.objections().isEmpty());
            option.objections().forEach(objection -> each.withArray("because").add(objection));
        }
    }

    private JsonNode clock(ClockReading reading) {
        ObjectNode told = json.createObjectNode().put("state", reading.state().name())
                .put("startedAt", reading.startedAt().toString()).put("window", reading.window().toString())
                .put("used", reading.used().toString()).put("left", reading.left().toString())
                .put("dueAt", reading.dueAt().toString()).put("breached", reading.isBreached());
        put(told, "warnsAt", reading.warnsAt());
        put(told, "warnedAt", reading.warnedAt());
        put(told, "breachedAt", reading.breachedAt());
        put(told, "stoppedAt", reading.stoppedAt());
        reading.pausedBy().stream().sorted().forEach(party -> told.withArray("pausedBy").add(party.wireName()));
        reading.reasons().forEach(reason -> told.withArray("reasons").add(reason));
        return told;
    }

    private static void put(ObjectNode node, String field, Object value) {
        if (value != null) {
            node.put(field, value.toString());
        }
    }

    private List<ObjectNode> rows(String sql, Object... arguments) {
        return jdbc.query(sql, (row, index) -> shown.shown(row.getString(1)), arguments);
    }
}
