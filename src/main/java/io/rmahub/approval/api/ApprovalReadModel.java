package io.rmahub.approval.api;

import io.rmahub.approval.api.ApprovalView.HistoryEntry;
import io.rmahub.approval.model.ApprovalStatus;
import io.rmahub.engine.jdbc.Sql;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Approvals for the API. */
@Component
final class ApprovalReadModel {

    private static final String SELECT = """
            select r.*, c.number as case_number from approval_request r left join rma_case c on c.id = r.case_id
            where r.org_id = ?\s""";

    private static final String LIST = SELECT + """
            and r.id < ? and (?::text is null or r.status = ?)
            and (?::boolean is null or (r.overdue_at is not null) = ?)
            order by r.id desc limit ?""";

    private static final String HISTORY = """
            select at, recorded_at, status, code, effect, reason, actor, comment, node, cause_id from approval_history
            where org_id = ? and approval_id = ? order by id""";

    private static final UUID LAST = UUID.fromString("ffffffff-ffff-ffff-ffff-ffffffffffff");

    private final JdbcTemplate jdbc;

    ApprovalReadModel(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Newest first.
     *
     * @param status  null for all
     * @param overdue whether an alarm was raised, or null for either
     * @param before  go on behind this one, or null
     */
    List<ApprovalView> list(String orgId, ApprovalStatus status, Boolean overdue, UUID before, int limit) {
        String name = status == null ? null : status.name();
        return jdbc.query(LIST, ApprovalReadModel::approval, orgId, before == null ? LAST : before, name, name,
                overdue, overdue, limit);
    }

    /** One with its history. */
    Optional<ApprovalView> get(String orgId, UUID id) {
        return jdbc.query(SELECT + "and r.id = ?", ApprovalReadModel::approval, orgId, id).stream().findFirst()
                .map(found -> found.with(jdbc.query(HISTORY, ApprovalReadModel::entry, orgId, id)));
    }

    private static ApprovalView approval(ResultSet row, int number) throws SQLException {
        return new ApprovalView(row.getObject("id", UUID.class), row.getString("org_id"), row.getString("system"),
                row.getString("kind"), row.getString("subject_type"), row.getObject("subject_id", UUID.class),
                row.getString("subject"), row.getObject("case_id", UUID.class), row.getString("case_number"),
                row.getString("reason"), row.getBigDecimal("amount"), row.getString("currency"),
                row.getString("details"), row.getString("requested_by"), Sql.instant(row, "requested_at"),
                Sql.instant(row, "due_at"), row.getString("external_id"), row.getString("status"),
                Sql.instant(row, "status_at"), row.getString("code"), row.getString("decided_by"),
                row.getString("comment"), row.getString("node"), Sql.instant(row, "closed_at"),
                Sql.instant(row, "overdue_at"), row.getObject("cause_id", UUID.class), null);
    }

    private static HistoryEntry entry(ResultSet row, int number) throws SQLException {
        return new HistoryEntry(Sql.instant(row, "at"), Sql.instant(row, "recorded_at"), row.getString("status"),
                row.getString("code"), row.getString("effect"), row.getString("reason"), row.getString("actor"),
                row.getString("comment"), row.getString("node"), row.getObject("cause_id", UUID.class));
    }
}
