package io.rmahub.visit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.f4b6a3.uuid.UuidCreator;
import io.rmahub.casefact.CaseFact;
import io.rmahub.casefact.CaseFactRecorder;
import io.rmahub.engine.delivery.DomainEvent;
import io.rmahub.engine.jdbc.Sql;
import io.rmahub.visit.VisitStore.CaseRef;
import io.rmahub.visit.VisitStore.Move;
import io.rmahub.visit.VisitStore.OpenedTask;
import io.rmahub.visit.model.VisitProgress;
import io.rmahub.visit.model.VisitReport;
import io.rmahub.visit.model.VisitStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Applies reports to visits, and visits to cases, inside the transaction that learnt them. */
@Component
final class VisitService {

    /**
     * @param changed    whether the visit moved
     * @param caseNumber the case that it belongs to, or null
     */
    record Outcome(boolean changed, String reason, String caseNumber, List<DomainEvent> events) {
    }

    private final JdbcTemplate jdbc;
    private final VisitStore store;
    private final CaseFactRecorder caseFacts;
    private final ObjectMapper json;

    VisitService(JdbcTemplate jdbc, VisitStore store, CaseFactRecorder caseFacts, ObjectMapper json) {
        this.jdbc = jdbc;
        this.store = store;
        this.caseFacts = caseFacts;
        this.json = json;
    }

    Outcome report(String orgId, String system, VisitReport report, JsonNode detail, UUID causeId, Instant now) {
        Sql.lock(jdbc, "visit", orgId, system, report.taskId());
        Optional<Visit> found = store.find(orgId, system, report.taskId());
        Visit visit = found.orElseGet(() -> store.insert(orgId, system, report));
        VisitProgress progress = found.isEmpty() ? VisitProgress.first(report)
                : VisitProgress.of(visit.status(), visit.statusAt(), report);
        boolean moved = progress instanceof VisitProgress.Moved;
        CaseRef owner = store.caseOf(orgId, report.rmaNumber(), report.taskId()).orElse(null);
        String number = owner == null ? null : owner.number();
        if (!store.addReport(visit, report, detail, moved, causeId, now)) {
            return new Outcome(false, report.status() + " of " + report.at() + " was reported before", number,
                    List.of());
        }
        store.update(visit, report, moved);
        if (owner == null) {
            return new Outcome(moved, "kept until a case with the task " + report.taskId() + " is known", null,
                    List.of());
        }
        List<DomainEvent> published = new ArrayList<>();
        if (visit.caseId() == null) {
            published.addAll(match(visit, owner, now));
        } else if (moved) {
            published.addAll(publish(visit, owner,
                    new Move(report.status(), report.at(), detail, causeId), now));
        }
        return new Outcome(moved, "visit " + report.status().wireName() + ", " + progress.reason(), number, published);
    }

    /** Gives cases their tasks; reports about a task that came before are applied. */
    List<DomainEvent> linkTasks(List<OpenedTask> tasks, Instant now) {
        store.lock(tasks);
        store.setTasks(tasks);
        List<DomainEvent> published = new ArrayList<>();
        for (OpenedTask task : store.reportedBefore(tasks)) {
            Visit visit = store.find(task.orgId(), task.system(), task.taskId()).orElseThrow();
            // Two answers of one batch may name the same task.
            if (visit.caseId() == null) {
                published.addAll(match(visit, task.owner(), now));
            }
        }
        return published;
    }

    private List<DomainEvent> match(Visit visit, CaseRef owner, Instant now) {
        store.match(visit, owner);
        List<DomainEvent> published = new ArrayList<>();
        for (Move move : store.moves(visit.id())) {
            published.addAll(publish(visit, owner, move, now));
        }
        return published;
    }

    private List<DomainEvent> publish(Visit visit, CaseRef owner, Move move, Instant now) {
        List<CaseFact> facts = new ArrayList<>();
        if (move.status() == VisitStatus.COMPLETED) {
            for (JsonNode part : move.detail().path("parts")) {
                String name = part.path("productSku").asText(part.path("serialNumber").asText());
                ObjectNode detail = part.deepCopy();
                facts.add(fact(visit, owner, "part.used", name, detail.put("taskId", visit.taskId()), move));
            }
        }
        // Last: it may close the case, and what was used was used before.
        facts.add(fact(visit, owner, "visit." + move.status().wireName(), visit.taskId(),
                (ObjectNode) move.detail(), move));
        List<DomainEvent> published = new ArrayList<>(caseFacts.record(facts, now));
        if (move.status() == VisitStatus.COMPLETED) {
            published.add(completed(visit, owner, move, now));
        }
        return published;
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
        data.putObject("case").put("id", owner.id().toString()).put("orgId", visit.orgId())
                .put("number", owner.number());
        ObjectNode visitData = ((ObjectNode) move.detail()).deepCopy().put("taskId", visit.taskId());
        visitData.retain("taskId", "engineer", "findings", "parts", "photos");
        data.set("visit", visitData.put("system", visit.system()).put("completedAt", move.at().toString()));
        return DomainEvent.of(event, "rma", visit.orgId(), owner.id(), move.causeId(), now);
    }
}
