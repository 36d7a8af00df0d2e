package io.rmahub.rma;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rmahub.rma.api.CaseView;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Cases for the API. */
@Component
public final class CaseReadModel {

    private static final String SELECT = "select to_jsonb(c) - 'search' || " + CaseTasks.OF_CASE + " from rma_case c ";
    private static final String LIST = SELECT + "where %s order by id desc limit ?";
    private static final String BY_ID = SELECT + "where org_id = ? and id = ?";
    private static final String BY_NUMBER = SELECT + "where org_id = ? and number = ?";

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

    private final JdbcTemplate jdbc;
    private final ApprovalKinds approvals;

    CaseReadModel(JdbcTemplate jdbc, ApprovalKinds approvals) {
        this.jdbc = jdbc;
        this.approvals = approvals;
    }

    /** Newest first. */
    public List<CaseView> list(CaseQuery query) {
        List<Object> arguments = new ArrayList<>();
        String sql = LIST.formatted(query.where(few(query), arguments));
        arguments.add(query.limit());
        return cases(sql, arguments.toArray());
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
        return cases(id == null ? BY_NUMBER : BY_ID, orgId, id == null ? idOrNumber : id).stream().findFirst();
    }

    private List<CaseView> cases(String sql, Object... arguments) {
        return jdbc.query(sql, (row, n) ->
                JsonRows.readNested(row.getString(1), CaseView.class, this::addApprovals), arguments);
    }

    private void addApprovals(ObjectNode columns) {
        ObjectNode shown = columns.putObject("approvals");
        approvals.bySystem(columns.path("money_approval").asText(), columns.path("exception_approval").asText())
                .forEach(shown::put);
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
