package io.rmahub.approval;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.f4b6a3.uuid.UuidCreator;
import io.rmahub.approval.model.ApprovalAnswer;
import io.rmahub.approval.model.ApprovalStatus;
import io.rmahub.engine.jdbc.Sql;
import java.io.UncheckedIOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Rows of approvals, inside somebody else's transaction. A handful a day: one statement for each is enough. */
@Component
final class ApprovalStore {

    private static final String INSERT = """
            insert into approval_request (id, org_id, system, kind, subject_type, subject_id, subject, case_id, reason,
                                          amount, currency, details, requested_by, requested_at, due_at, status,
                                          status_at, asked_at, cause_id)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""";

    private static final String SELECT = """
            select r.*, c.number as case_number from approval_request r left join rma_case c on c.id = r.case_id
            where\s""";

    private static final String MOVE = """
            update approval_request
            set status = ?, status_at = ?, code = ?, decided_by = coalesce(?, decided_by),
                comment = coalesce(?, comment), node = coalesce(?, node), closed_at = ?
            where id = ?""";

    private static final String HISTORY = """
            insert into approval_history (id, org_id, approval_id, recorded_at, at, status, code, effect, reason, actor,
                                          comment, node, cause_id)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""";

    private static final String SET_EXTERNAL_ID = """
            update approval_request r set external_id = ?
            where id = ? and external_id is null and not exists (
                select 1 from approval_request o
                where o.org_id = r.org_id and o.system = r.system and o.external_id = ?)""";

    private static final String KEEP_UNMATCHED = """
            insert into approval_unmatched (id, org_id, system, external_id, answer, received_at, cause_id)
            values (?, ?, ?, ?, ?, ?, ?)""";

    private static final String TAKE_UNMATCHED = """
            delete from approval_unmatched where org_id = ? and system = ? and external_id = ?
            returning id, answer, cause_id""";

    /** While a status request is under way, or lies in the dead letters, there is no other one. */
    private static final String DUE_FOR_STATUS_REQUEST = """
            r.id in (select a.id from approval_request a
                     where a.system = ? and a.closed_at is null and a.external_id is not null and a.asked_at <= ?
                       and not exists (select 1 from delivery d where d.target = a.system and d.line_id = a.id)
                     order by a.asked_at limit ? for update skip locked)
            order by r.id""";

    private static final String OVERDUE = """
            r.id in (select a.id from approval_request a
                     where a.due_at <= ? and a.closed_at is null and a.overdue_at is null
                     order by a.due_at limit 100 for update skip locked)
            order by r.id""";

    /** A decision that waits for its request. */
    record UnmatchedAnswer(UUID id, ApprovalAnswer answer, UUID causeId) {
    }

    private final JdbcTemplate jdbc;
    private final ObjectMapper json;

    ApprovalStore(JdbcTemplate jdbc, ObjectMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    Approval insert(NewApproval request, String system, Instant now, Duration timeLimit) {
        UUID id = UuidCreator.getTimeOrderedEpochPlus1();
        jdbc.update(INSERT, id, request.orgId(), system, request.kind(), request.subjectType(), request.subjectId(),
                request.subject(), request.caseId(), request.reason(), request.amount(), request.currency(),
                request.details() == null ? "{}" : request.details().toString(), request.requestedBy(), Sql.at(now),
                Sql.at(now.plus(timeLimit)), ApprovalStatus.REQUESTED.name(), Sql.at(now), Sql.at(now),
                request.causeId());
        return get(id);
    }

    Approval get(UUID id) {
        return jdbc.queryForObject(SELECT + "r.id = ?", ApprovalStore::approval, id);
    }

    /** The request that an answer speaks of, locked: by the system's own id, else by the hub's. */
    Optional<Approval> lock(String orgId, String system, ApprovalAnswer answer) {
        return jdbc.query(SELECT + """
                r.org_id = ? and r.system = ? and (r.external_id = ?::text or r.id::text = lower(?::text))
                order by (r.external_id = ?::text) desc nulls last limit 1 for update of r""", ApprovalStore::approval,
                orgId, system, answer.externalId(), answer.reference(), answer.externalId()).stream().findFirst();
    }

    void move(Approval approval, ApprovalAnswer answer, Instant now) {
        jdbc.update(MOVE, answer.status().name(), Sql.at(answer.at()), answer.code(), answer.approver(),
                answer.comment(), answer.node(), answer.status().isFinal() ? Sql.at(now) : null, approval.id());
    }

    void confirm(Approval approval, Instant at) {
        jdbc.update("update approval_request set status_at = ? where id = ?", Sql.at(at), approval.id());
    }

    void addHistory(Approval approval, ApprovalAnswer answer, String effect, String reason,
                    UUID causeId, Instant now) {
        jdbc.update(HISTORY, UuidCreator.getTimeOrderedEpochPlus1(), approval.orgId(), approval.id(), Sql.at(now),
                Sql.at(answer.at()), answer.status().name(), answer.code(), effect, reason, answer.approver(),
                answer.comment(), answer.node(), causeId);
    }

    /** False if the request has another id already, or another request has this one. */
    boolean setExternalId(UUID approvalId, String externalId) {
        return jdbc.update(SET_EXTERNAL_ID, externalId, approvalId, externalId) > 0;
    }

    /** Keeps an answer to a request that is not known yet. */
    void keepUnmatched(String orgId, String system, ApprovalAnswer answer, UUID causeId, Instant now) {
        jdbc.update(KEEP_UNMATCHED, UuidCreator.getTimeOrderedEpochPlus1(), orgId, system, answer.externalId(),
                text(answer), Sql.at(now), causeId);
    }

    /** Takes what waited for this id, in the order of its arrival. */
    List<UnmatchedAnswer> takeUnmatched(Approval approval, String externalId) {
        return jdbc.query(TAKE_UNMATCHED, (row, number) -> new UnmatchedAnswer(row.getObject("id", UUID.class),
                        answer(row.getString("answer")), row.getObject("cause_id", UUID.class)),
                approval.orgId(), approval.system(), externalId).stream()
                .sorted((a, b) -> a.id().toString().compareTo(b.id().toString())).toList();
    }

    /** Requests whose status is due to be asked for, locked and marked as asked. */
    List<Approval> takeDueForStatusRequest(ApprovalSystems.ApprovalSystem system, Instant now) {
        List<Approval> due = jdbc.query(SELECT + DUE_FOR_STATUS_REQUEST, ApprovalStore::approval, system.name(),
                Sql.at(now.minus(system.askEvery())), system.askBatch());
        due.forEach(each -> jdbc.update("update approval_request set asked_at = ? where id = ?",
                Sql.at(now), each.id()));
        return due;
    }

    /** Requests whose time is up, locked and marked, so that each is found once. */
    List<Approval> takeOverdue(Instant now) {
        List<Approval> due = jdbc.query(SELECT + OVERDUE, ApprovalStore::approval, Sql.at(now));
        due.forEach(each -> jdbc.update("update approval_request set overdue_at = ? where id = ?",
                Sql.at(now), each.id()));
        return due;
    }

    /** False if the system gave the very same answer the last time. */
    boolean isNewAnswer(UUID approvalId, byte[] answerHash) {
        return jdbc.update(
                "update approval_request set answer_hash = ? where id = ? and answer_hash is distinct from ?",
                answerHash, approvalId, answerHash) > 0;
    }

    static Approval approval(ResultSet row, int number) throws SQLException {
        return new Approval(row.getObject("id", UUID.class), row.getString("org_id"), row.getString("system"),
                row.getString("kind"), row.getString("subject_type"), row.getObject("subject_id", UUID.class),
                row.getString("subject"), row.getObject("case_id", UUID.class), row.getString("case_number"),
                row.getString("reason"), row.getBigDecimal("amount"), row.getString("currency"),
                row.getString("details"), row.getString("requested_by"), Sql.instant(row, "requested_at"),
                Sql.instant(row, "due_at"), row.getString("external_id"),
                ApprovalStatus.valueOf(row.getString("status")), Sql.instant(row, "status_at"), row.getString("code"),
                row.getString("decided_by"), row.getString("comment"), row.getString("node"),
                Sql.instant(row, "closed_at"), Sql.instant(row, "overdue_at"), row.getObject("cause_id", UUID.class));
    }

    private String text(ApprovalAnswer answer) {
        try {
            return json.writeValueAsString(answer);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private ApprovalAnswer answer(String text) {
        try {
            return json.readValue(text, ApprovalAnswer.class);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
