package io.rmahub.rma;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.rmahub.engine.jdbc.Snapshot;
import io.rmahub.rma.api.CaseDetailView;
import io.rmahub.rma.api.CommentView;
import io.rmahub.rma.api.EventView;
import io.rmahub.rma.api.EvidenceView;
import io.rmahub.rma.api.MoveView;
import io.rmahub.rma.api.PartView;
import io.rmahub.rma.api.StandbyView;
import io.rmahub.rma.api.TimelineView;
import io.rmahub.unit.AssetReadModel;
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

    private static final String PARTS =
            "select to_jsonb(p) from rma_part_usage p where org_id = ? and rma_case_id = ? order by id";
    private static final String STANDBY =
            "select to_jsonb(s) from rma_standby s where org_id = ? and rma_case_id = ? order by id";
    private static final String COMMENTS =
            "select to_jsonb(c) from rma_comment c where org_id = ? and case_id = ? order by id";
    private static final String EVENTS =
            "select to_jsonb(e) from rma_event e where org_id = ? and case_id = ? order by id";
    private static final String EVIDENCE = """
            select to_jsonb(e) || jsonb_build_object('sha256', encode(sha256, 'hex'))
            from rma_evidence e where org_id = ? and case_id = ? order by id""";
    private static final String DECISION = """
            select d.explanation from decision d join rma_case c on c.decision_id = d.id
            where c.org_id = ? and c.id = ?""";
    private static final String FILE = """
            select file_name, media_type, sha256 from rma_evidence where org_id = ? and case_id = ? and id = ?""";
    private static final String ROW = CaseService.SELECT + "where org_id = ? and id = ?";

    /** A file of a case. */
    public record StoredFile(String name, String mediaType, byte[] sha256) {
    }

    private final JdbcTemplate jdbc;
    private final Snapshot snapshot;
    private final CaseReadModel cases;
    private final CaseClocks clocks;
    private final ResolutionCommands resolution;
    private final AssetReadModel assets;
    private final ObjectMapper json;
    private final Clock clock;

    CaseDetail(JdbcTemplate jdbc, Snapshot snapshot, CaseReadModel cases, CaseClocks clocks,
               ResolutionCommands resolution, AssetReadModel assets, ObjectMapper json, Clock clock) {
        this.jdbc = jdbc;
        this.snapshot = snapshot;
        this.cases = cases;
        this.clocks = clocks;
        this.resolution = resolution;
        this.assets = assets;
        this.json = json;
        this.clock = clock;
    }

    /** Everything about a case as of one moment, by id or number. */
    public Optional<CaseDetailView> get(String orgId, String idOrNumber) {
        return snapshot.read(() -> read(orgId, idOrNumber));
    }

    private Optional<CaseDetailView> read(String orgId, String idOrNumber) {
        return cases.find(orgId, idOrNumber).map(found -> {
            UUID id = found.id();
            CaseRow row = CaseService.read(jdbc.queryForObject(ROW, String.class, orgId, id));
            return new CaseDetailView(found, decision(orgId, id), events(orgId, id), comments(orgId, id),
                    parts(orgId, id), standby(orgId, id), evidence(orgId, id),
                    assets.of(orgId, id).<JsonNode>map(json::valueToTree).orElse(null),
                    ClockViews.of(clocks.read(row, clock.instant())), moves(row));
        });
    }

    private JsonNode decision(String orgId, UUID caseId) {
        return JsonRows.parse(jdbc.queryForList(DECISION, String.class, orgId, caseId).stream().findFirst()
                .orElse("{}"));
    }

    private List<EventView> events(String orgId, UUID caseId) {
        return jdbc.query(EVENTS, (row, n) -> JsonRows.readNested(row.getString(1), EventView.class), orgId, caseId);
    }

    private List<MoveView> moves(CaseRow row) {
        return resolution.options(row).stream().map(option -> new MoveView(option.move().wireName(), option.to().name(),
                option.objections().isEmpty(), option.objections())).toList();
    }

    /** In order of event time. */
    public List<TimelineView> timeline(String orgId, UUID caseId) {
        return jdbc.query(TIMELINE, (row, n) -> JsonRows.readNested(row.getString(1), TimelineView.class),
                orgId, caseId, orgId, orgId, caseId, orgId, caseId);
    }

    public List<PartView> parts(String orgId, UUID caseId) {
        return rows(PartView.class, PARTS, orgId, caseId);
    }

    public List<StandbyView> standby(String orgId, UUID caseId) {
        return rows(StandbyView.class, STANDBY, orgId, caseId);
    }

    public List<CommentView> comments(String orgId, UUID caseId) {
        return rows(CommentView.class, COMMENTS, orgId, caseId);
    }

    public List<EvidenceView> evidence(String orgId, UUID caseId) {
        return rows(EvidenceView.class, EVIDENCE, orgId, caseId);
    }

    public Optional<StoredFile> file(String orgId, UUID caseId, String id) {
        return jdbc.query(FILE, (row, index) -> new StoredFile(row.getString(1), row.getString(2), row.getBytes(3)),
                orgId, caseId, CaseReadModel.uuid(id)).stream().findFirst();
    }

    private <T> List<T> rows(Class<T> type, String sql, Object... arguments) {
        return jdbc.query(sql, (row, n) -> JsonRows.read(row.getString(1), type), arguments);
    }
}
