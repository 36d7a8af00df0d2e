package io.rmahub.visit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.f4b6a3.uuid.UuidCreator;
import io.rmahub.engine.jdbc.Sql;
import io.rmahub.engine.jdbc.UnnestBatch;
import io.rmahub.visit.model.VisitReport;
import io.rmahub.visit.model.VisitStatus;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * Rows of visits, inside somebody else's transaction. Reports come some dozens a day: one statement for each is
 * enough. Every case with a visit has a task, so what concerns those takes a batch.
 */
@Component
final class VisitStore {

    private static final String FIND = """
            select id, org_id, system, task_id, case_id, status, status_at from visit
            where org_id = ? and system = ? and task_id = ? for update""";

    private static final String INSERT = """
            insert into visit (id, org_id, system, task_id, rma_number, status, status_at)
            values (?, ?, ?, ?, ?, 'UNKNOWN', ?)""";

    private static final String INSERT_REPORT = """
            insert into visit_report (id, org_id, visit_id, status, at, detail, moved, cause_id, recorded_at)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict (visit_id, status, at) do nothing""";

    private static final String MOVE = "update visit set status = ?, status_at = ? where id = ?";

    /** A report counts whenever it comes: the earliest start, the newest plan. */
    private static final String UPDATE = """
            update visit
            set rma_number = coalesce(rma_number, ?), engineer = coalesce(?, engineer), findings = coalesce(?,
                findings),
                scheduled_for = case when ? then coalesce(?, scheduled_for) else scheduled_for end,
                started_at = case when ? = 'STARTED' then least(started_at, ?) else started_at end,
                completed_at = case when ? = 'COMPLETED' then coalesce(completed_at, ?) else completed_at end
            where id = ?""";

    private static final String MOVES = """
            select status, at, detail, cause_id from visit_report where visit_id = ? and moved order by at, id""";

    private static final String CASE = """
            select id, number from (
                select id, number, 1 as choice from rma_case where org_id = ? and number = ?::text
                union all select id, number, 2 from rma_case where org_id = ? and task_id = ?
                union all select c.id, c.number, 3 from case_task t
                join rma_case c on c.id = t.case_id and c.task_id is null
                where t.org_id = ? and t.task_id = ?) as found
            order by choice limit 1""";

    /** In an order in which two transactions cannot wait for each other; the words are those of {@link Sql#lock}. */
    private static final String LOCK_TASKS = """
            select pg_advisory_xact_lock(key) from (
                select distinct hashtextextended(concat_ws(E'\\x1f', 'visit', org_id, system, task_id), 0) as key
                from unnest(?::text[], ?::text[], ?::text[]) as t(org_id, system, task_id) order by 1) as keys""";

    private static final String SET_TASKS = """
            insert into case_task (case_id, org_id, task_id)
            select c.id, c.org_id, n.task_id
            from unnest((select ?::text[]), (select ?::uuid[]), (select ?::text[])) as n(org_id, id, task_id)
            join rma_case c on c.org_id = n.org_id and c.id = n.id
            where c.task_id is null order by c.id
            on conflict do nothing""";

    private static final String REPORTED_BEFORE = """
            select t.n from unnest(?::text[], ?::text[], ?::text[], ?::integer[]) as t(org_id, system, task_id, n)
            join visit v on v.org_id = t.org_id and v.system = t.system and v.task_id = t.task_id
            where v.case_id is null order by t.n""";

    /** The case that a visit belongs to. */
    record CaseRef(UUID id, String number) {
    }

    /** A report that moved its visit. */
    record Move(VisitStatus status, Instant at, JsonNode detail, UUID causeId) {
    }

    /** A task that a system opened for a case. */
    record OpenedTask(String orgId, String system, String taskId, CaseRef owner) {
    }

    private final JdbcTemplate jdbc;
    private final ObjectMapper json;

    VisitStore(JdbcTemplate jdbc, ObjectMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    Optional<Visit> find(String orgId, String system, String taskId) {
        return jdbc.query(FIND, (row, number) -> new Visit(row.getObject("id", UUID.class), row.getString("org_id"),
                row.getString("system"), row.getString("task_id"), row.getObject("case_id", UUID.class),
                VisitStatus.valueOf(row.getString("status")), Sql.instant(row, "status_at")), orgId, system, taskId)
                .stream().findFirst();
    }

    Visit insert(String orgId, String system, VisitReport report) {
        UUID id = UuidCreator.getTimeOrderedEpochPlus1();
        jdbc.update(INSERT, id, orgId, system, report.taskId(), report.rmaNumber(), Sql.at(report.at()));
        return new Visit(id, orgId, system, report.taskId(), null, VisitStatus.UNKNOWN, report.at());
    }

    /** False if this report came before. */
    boolean addReport(Visit visit, VisitReport report, JsonNode detail, boolean moved, UUID causeId, Instant now) {
        return jdbc.update(INSERT_REPORT, UuidCreator.getTimeOrderedEpochPlus1(), visit.orgId(), visit.id(),
                report.status().name(), Sql.at(report.at()), detail.toString(), moved, causeId, Sql.at(now)) > 0;
    }

    void update(Visit visit, VisitReport report, boolean moved) {
        String status = report.status().name();
        if (moved) {
            jdbc.update(MOVE, status, Sql.at(report.at()), visit.id());
        }
        jdbc.update(UPDATE, report.rmaNumber(), report.engineer(), report.findings(), moved,
                Sql.at(report.scheduledFor()), status, Sql.at(report.at()), status, Sql.at(report.at()), visit.id());
    }

    List<Move> moves(UUID visitId) {
        return jdbc.query(MOVES, (row, number) -> new Move(VisitStatus.valueOf(row.getString("status")),
                Sql.instant(row, "at"), parsed(row.getString("detail")), row.getObject("cause_id", UUID.class)),
                visitId);
    }

    /** The case by its number, else by its task. */
    Optional<CaseRef> caseOf(String orgId, String rmaNumber, String taskId) {
        return jdbc.query(CASE, (row, number) -> new CaseRef(row.getObject("id", UUID.class), row.getString("number")),
                orgId, rmaNumber, orgId, taskId, orgId, taskId).stream().findFirst();
    }

    /** The visit belongs to this case from now on, and the case knows its task unless it has another one. */
    void match(Visit visit, CaseRef owner) {
        jdbc.update("update visit set case_id = ? where id = ?", owner.id(), visit.id());
        setTasks(List.of(new OpenedTask(visit.orgId(), visit.system(), visit.taskId(), owner)));
    }

    /** Nobody else works on the visits of these tasks until this transaction has ended. */
    void lock(List<OpenedTask> tasks) {
        UnnestBatch.of(tasks).add("text", OpenedTask::orgId).add("text", OpenedTask::system)
                .add("text", OpenedTask::taskId).query(jdbc, LOCK_TASKS, (row, n) -> n);
    }

    /** Each case knows its task unless it has another one. */
    void setTasks(List<OpenedTask> tasks) {
        UnnestBatch.of(tasks).add("text", OpenedTask::orgId).add("uuid", task -> task.owner().id())
                .add("text", OpenedTask::taskId).update(jdbc, SET_TASKS);
    }

    /** Those of which something was reported before their case was known. */
    List<OpenedTask> reportedBefore(List<OpenedTask> tasks) {
        List<Integer> all = IntStream.range(0, tasks.size()).boxed().toList();
        return UnnestBatch.of(all).add("text", n -> tasks.get(n).orgId()).add("text", n -> tasks.get(n).system())
                .add("text", n -> tasks.get(n).taskId()).add("integer", n -> n)
                .query(jdbc, REPORTED_BEFORE, (row, n) -> tasks.get(row.getInt(1)));
    }

    private JsonNode parsed(String text) {
        try {
            return json.readTree(text);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
