package io.rmahub.visits;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.f4b6a3.uuid.UuidCreator;
import io.rmahub.casework.CaseFact;
import io.rmahub.casework.CaseProgress;
import io.rmahub.delivery.DomainEvent;
import io.rmahub.ledger.Sql;
import io.rmahub.visit.VisitProgress;
import io.rmahub.visit.VisitReport;
import io.rmahub.visit.VisitStatus;
import io.rmahub.visits.VisitStore.CaseRef;
import io.rmahub.visits.VisitStore.Move;
import io.rmahub.visits.VisitStore.OpenedTask;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Applies reports to visits, and visits to cases, inside the transaction that learnt them. */
@Component
final class VisitDesk {

    /**
     * @param changed    whether the visit moved
     * @param caseNumber the case that it belongs to, or null
     */
    record Outcome(boolean changed, String reason, String caseNumber, List<DomainEvent> events) {
    }

    private final VisitStore store;
    private final CaseProgress cases;
    private final ObjectMapper json;

    VisitDesk(VisitStore store, CaseProgress cases, ObjectMapper json) {
        this.store = store;
        this.cases = cases;
        this.json = json;
    }

    Outcome report(Connection connection, String orgId, String system, VisitReport report, JsonNode detail,
                   UUID causeId, Instant now) throws SQLException {
        JdbcTemplate sql = Sql.on(connection);
        Sql.lock(sql, "visit", orgId, system, report.taskId());
        Optional<Visit> known = store.find(sql, orgId, system, report.taskId());
        Visit visit = known.orElseGet(() -> store.insert(sql, orgId, system, report));
        VisitProgress progress = known.isEmpty() ? VisitProgress.first(report)
                : VisitProgress.of(visit.status(), visit.statusAt(), report);
        boolean moved = progress instanceof VisitProgress.Moved;
        CaseRef owner = store.caseOf(sql, orgId, report.rmaNumber(), report.taskId()).orElse(null);
        String number = owner == null ? null : owner.number();
        if (!store.remember(sql, visit, report, detail, moved, causeId, now)) {
            return new Outcome(false, report.status() + " of " + report.at() + " was reported before", number, List.of());
        }
        store.tell(sql, visit, report, moved);
        if (owner == null) {
            return new Outcome(moved, "kept until a case with the task " + report.taskId() + " is known", null, List.of());
        }
        List<DomainEvent> out = new ArrayList<>();
        if (visit.caseId() == null) {
            out.addAll(match(connection, visit, owner, now));
        } else if (moved) {
            out.addAll(publish(connection, visit, owner,
                    new Move(report.status(), report.at(), detail, causeId), now));
        }
        return new Outcome(moved, "visit " + report.status().wireName() + ", " + progress.reason(), number, out);
    }

    /** Cases have learnt their tasks: what was reported about a task before is applied. */
    List<DomainEvent> known(Connection connection, List<OpenedTask> tasks, Instant now) throws SQLException {
        store.lock(connection, tasks);
        store.learnTasks(connection, tasks);
        List<DomainEvent> out = new ArrayList<>();
        for (OpenedTask task : store.reportedBefore(connection, tasks)) {
            Visit visit = store.find(Sql.on(connection), task.orgId(), task.system(), task.taskId()).orElseThrow();
            // Two answers of one batch may name the same task.
            if (visit.caseId() == null) {
                out.addAll(match(connection, visit, task.owner(), now));
            }
        }
        return out;
    }

    private List<DomainEvent> match(Connection connection, Visit visit, CaseRef owner, Instant now) throws SQLException {
        JdbcTemplate sql = Sql.on(connection);
        store.match(connection, visit, owner);
        List<DomainEvent> out = new ArrayList<>();
        for (Move move : store.moves(sql, visit.id())) {
            out.addAll(publish(connection, visit, owner, move, now));
        }
        return out;
    }

    private List<DomainEvent> publish(Connection connection, Visit visit, CaseRef owner, Move move, Instant now)
            throws SQLException {
        List<CaseFact> facts = new ArrayList<>();
        if (move.status() == VisitStatus.COMPLETED) {
            for (JsonNode part : move.detail().path("parts")) {
                String name = part.path("productSku").asText(part.path("serialNumber").asText());
                ObjectNode detail = part.deepCopy();
                facts.add(fact(visit, owner, "part.used", name, detail.put("taskId", visit.taskId()), move));
            }
        }
        // Last: it may close the case, and what was used was used before.
        facts.add(fact(visit, owner, "visit." + move.status().wireName(), visit.taskId(), (ObjectNode) move.detail(), move));
        List<DomainEvent> out = new ArrayList<>(cases.apply(connection, facts, now));
        if (move.status() == VisitStatus.COMPLETED) {
            out.add(completed(visit, owner, move, now));
        }
        return out;
    }

    private static CaseFact fact(Visit visit, CaseRef owner, String kind, String value, ObjectNode detail, Move move) {
        return new CaseFact(visit.orgId(), owner.id(), kind, value, detail, "visit:" + visit.system(),
                move.causeId(), move.at());
    }

    private DomainEvent completed(Visit visit, CaseRef owner, Move move, Instant now) {
        ObjectNode event = json.createObjectNode().put("specversion", "1.0")
                .put("id", UuidCreator.getTimeOrderedEpochPlus1().toString()).put("source", "rma-hub")
                .put("type", "rma.visit-completed.v1").put("subject", owner.number()).put("time", now.toString())
                .put("datacontenttype", "application/json");
        ObjectNode data = event.putObject("data");
        data.putObject("case").put("id", owner.id().toString()).put("orgId", visit.orgId()).put("number", owner.number());
        ObjectNode told = ((ObjectNode) move.detail()).deepCopy().put("taskId", visit.taskId());
        told.retain("taskId", "engineer", "findings", "parts", "photos");
        data.set("visit", told.put("system", visit.system()).put("completedAt", move.at().toString()));
        return DomainEvent.of(event, "rma", visit.orgId(), owner.id(), move.causeId(), now);
    }
}
