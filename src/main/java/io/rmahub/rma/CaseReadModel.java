package io.rmahub.rma;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Cases for the API. */
@Component
public final class CaseReadModel {

    /** What keeps the case in order and is of no use to a reader. */
    private static final String ROW = """
            to_jsonb(c) - '{search,early,alarms,told,next_alarm_at,hui_lian_yi,landray,site_region,site_zone}'::text[]
            || jsonb_build_object('approvals', jsonb_build_object('huilianyi', hui_lian_yi, 'landray', landray))
            || """ + CaseTasks.OF_CASE;

    private static final String LIST =
            "select id, version, " + ROW + " from rma_case c where %s order by id desc limit ?";
    private static final String BY_ID = "select id, version, " + ROW + " from rma_case c where org_id = ? and id = ?";
    private static final String BY_NUMBER =
            "select id, version, " + ROW + " from rma_case c where org_id = ? and number = ?";

    /**
     * Words that few cases hold are looked up in their index first, and the page is made of what was found: together
     * with the order of the page PostgreSQL would walk all cases backwards for them, two seconds for a million.
     */
    private static final String FEW = """
            with found as materialized (
                (select id from rma_case where org_id = ? and search @@ websearch_to_tsquery('simple', ?) limit ?)
                union all (""" + CaseTasks.CASES_WITH + """
            ))
            select id from found""";
    private static final int FEW_ENOUGH = 2_000;

    private static final String EVENTS = """
            select to_jsonb(e) - '{id,org_id,case_id,message_id}'::text[] from rma_event e
            where org_id = ? and case_id = ? order by id""";

    private static final String DECISION = """
            select d.explanation from decision d join rma_case c on c.decision_id = d.id
            where c.org_id = ? and c.id = ?""";

    /**
     * The seed's {@code RmaCase}.
     *
     * @param json as the API shows it
     */
    public record CaseView(UUID id, int version, ObjectNode json) {
    }

    /** A case with its events and the explanation of the decision that opened it. */
    public record CaseWithDecision(CaseView rmaCase, List<ObjectNode> events, String explanation) {
    }

    private final JdbcTemplate jdbc;
    private final CaseJson json;

    CaseReadModel(JdbcTemplate jdbc, CaseJson json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /** Newest first. */
    public List<CaseView> list(CaseQuery query) {
        List<Object> arguments = new ArrayList<>();
        String sql = LIST.formatted(query.where(few(query), arguments));
        arguments.add(query.limit());
        return jdbc.query(sql, (row, index) -> view(row.getObject(1, UUID.class), row.getInt(2), row.getString(3)),
                arguments.toArray());
    }

    /** The cases that hold the words or have them for their task, if they are few; else null. */
    private List<UUID> few(CaseQuery query) {
        if (query.q() == null) {
            return null;
        }
        List<UUID> found = jdbc.queryForList(FEW, UUID.class, query.orgId(), query.q(), FEW_ENOUGH + 1,
                query.orgId(), query.q(), query.orgId(), query.q());
        return found.size() <= FEW_ENOUGH ? found : null;
    }

    /** By id or number. */
    public Optional<CaseView> find(String orgId, String idOrNumber) {
        UUID id = uuid(idOrNumber);
        return jdbc.query(id == null ? BY_NUMBER : BY_ID,
                (row, index) -> view(row.getObject(1, UUID.class), row.getInt(2), row.getString(3)),
                orgId, id == null ? idOrNumber : id).stream().findFirst();
    }

    /** By id or number. */
    public Optional<CaseWithDecision> get(String orgId, String idOrNumber) {
        return find(orgId, idOrNumber).map(found -> new CaseWithDecision(found, events(orgId, found.id()),
                jdbc.queryForList(DECISION, String.class, orgId, found.id()).stream().findFirst().orElse("{}")));
    }

    private List<ObjectNode> events(String orgId, UUID caseId) {
        return jdbc.query(EVENTS, (row, index) -> json.shown(row.getString(1)), orgId, caseId);
    }

    private CaseView view(UUID id, int version, String row) {
        return new CaseView(id, version, json.shown(row));
    }

    /** What an id or number is as id; null if it is no UUID. */
    public static UUID uuid(String text) {
        try {
            return text != null && text.length() == 36 ? UUID.fromString(text) : null;
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
