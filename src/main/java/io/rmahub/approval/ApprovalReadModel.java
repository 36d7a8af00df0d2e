package io.rmahub.approval;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.rmahub.engine.jdbc.Sql;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Approvals for the API. */
@Component
public final class ApprovalReadModel {

    private static final String SELECT = """
            select r.*, c.number as case_number from approval_request r left join rma_case c on c.id = r.case_id
            where r.org_id = ?\s""";

    private static final String LIST = SELECT + """
            and r.id < ? and (?::text is null or r.status = ?) and (?::boolean is null or (r.overdue_at is not null) = ?)
            order by r.id desc limit ?""";

    private static final String HISTORY = """
            select at, recorded_at, status, code, effect, reason, actor, comment, node, cause_id from approval_history
            where org_id = ? and approval_id = ? order by id""";

    private static final UUID LAST = UUID.fromString("ffffffff-ffff-ffff-ffff-ffffffffffff");

    /**
     * One thing that was said about a request.
     *
     * @param effect {@code MOVED}, {@code CONFIRMED}, {@code KEPT} or {@code CONFLICT}
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record HistoryView(Instant at, Instant recordedAt, String status, String code, String effect, String reason,
                              String actor, String comment, String node, UUID causeId) {
    }

    /** A request with everything that was said about it. */
    public record ApprovalDetail(Approval approval, List<HistoryView> history) {
    }

    private final JdbcTemplate jdbc;

    ApprovalReadModel(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Newest first.
     *
     * @param status  an {@code ApprovalStatus}, or null for all
     * @param overdue whether an alarm was raised, or null for either
     * @param before  go on behind this one, or null
     */
    public List<Approval> list(String orgId, String status, Boolean overdue, UUID before, int limit) {
        return jdbc.query(LIST, ApprovalStore::approval, orgId, before == null ? LAST : before, status, status,
                overdue, overdue, limit);
    }

    public Optional<ApprovalDetail> get(String orgId, UUID id) {
        return jdbc.query(SELECT + "and r.id = ?", ApprovalStore::approval, orgId, id).stream().findFirst()
                .map(found -> new ApprovalDetail(found, jdbc.query(HISTORY, (row, number) -> new HistoryView(
                        Sql.instant(row, "at"), Sql.instant(row, "recorded_at"), row.getString("status"),
                        row.getString("code"), row.getString("effect"), row.getString("reason"),
                        row.getString("actor"), row.getString("comment"), row.getString("node"),
                        row.getObject("cause_id", UUID.class)), orgId, id)));
    }
}
