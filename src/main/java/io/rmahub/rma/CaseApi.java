package io.rmahub.rma;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.f4b6a3.uuid.UuidCreator;
import io.rmahub.engine.processing.DecisionService;
import io.rmahub.engine.web.IdempotentRequests;
import io.rmahub.engine.web.IdempotentRequests.Answer;
import io.rmahub.engine.web.IdempotentRequests.Request;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/**
 * Commands about cases. Each is one transaction that holds the case: the effect, the timeline, what others are told
 * and the answer to a repeat. A refused one throws {@link CaseRefusedException} and changes nothing.
 */
@Component
public final class CaseApi {

    /** What is often known only when everything is over. */
    private static final List<String> AFTER_CLOSURE = List.of("csat", "resolutionNotes", "tags");

    private final DecisionService desk;
    private final IdempotentRequests requests;
    private final CaseService cases;
    private final CaseReadModel views;
    private final CaseCreation creation;
    private final TriageCommands triage;
    private final ResolutionCommands resolving;
    private final StockCommands stock;
    private final EvidenceCommands evidence;
    private final ObjectMapper json;
    private final Clock clock;

    CaseApi(DecisionService desk, IdempotentRequests requests, CaseService cases, CaseReadModel views,
            CaseCreation creation, TriageCommands triage, ResolutionCommands resolving, StockCommands stock, EvidenceCommands evidence,
            ObjectMapper json, Clock clock) {
        this.desk = desk;
        this.requests = requests;
        this.cases = cases;
        this.views = views;
        this.creation = creation;
        this.triage = triage;
        this.resolving = resolving;
        this.stock = stock;
        this.evidence = evidence;
        this.json = json;
        this.clock = clock;
    }

    /** Opens a case from a report by a person or a system; answers 201. */
    public Answer create(CaseCaller caller, String body) {
        CaseCreation.Wish wish = creation.read(new CaseInput(body, json), clock.instant());
        return desk.transact(effects -> requests.once(request(caller, "POST /rma", body), clock.instant(), () -> {
                    CaseCreation.Created created = creation.open(caller, wish, clock.instant());
                    effects.emit(created.events());
                    return answer(201, caller, created.number(), null, "/api/csp/rma/" + created.number());
                }));
    }

    /** The SKU that a report to {@link #create} names, or null; reads nothing else of it. */
    public String skuOf(String body) {
        return new CaseInput(body, json).text("productSku", 200);
    }

    /** Changes fields, and moves the case by {@code status} or {@code move}. */
    public Answer patch(CaseCaller caller, String id, String body) {
        return act(caller, "PATCH", id, body, work -> {
            boolean closed = work.row().closedAt != null;
            triage.patch(work);
            resolving.patch(work);
            if (closed && work.worked.changes().stream().anyMatch(each -> !AFTER_CLOSURE.contains(each.what()))) {
                throw CaseRefusedException.conflict("The case is closed; only " + AFTER_CLOSURE + " can change");
            }
            return null;
        });
    }

    public Answer close(CaseCaller caller, String id, String body) {
        return act(caller, "close", id, body, resolving::close);
    }

    public Answer escalate(CaseCaller caller, String id, String body) {
        return act(caller, "escalate", id, body, triage::escalate);
    }

    public Answer assign(CaseCaller caller, String id, String body) {
        return act(caller, "assign", id, body, triage::assign);
    }

    /** Answers 201 with the comment. */
    public Answer comment(CaseCaller caller, String id, String body) {
        return act(caller, "comments", id, body, triage::comment);
    }

    /** Answers 201 with the seed's {@code RmaPartUsage}. */
    public Answer usePart(CaseCaller caller, String id, String body) {
        return act(caller, "parts", id, body, stock::usePart);
    }

    public Answer returnPart(CaseCaller caller, String id, String part, String body) {
        return act(caller, "parts/" + part + "/return", id, body, work -> stock.returnPart(work, part));
    }

    /** Issues a stand-by unit or takes it back; answers 201 or 200 with the case. */
    public Answer standby(CaseCaller caller, String id, String body) {
        return act(caller, "standby", id, body, stock::standby);
    }

    /** Keeps a file that documents the case; answers 201. */
    public Answer attach(CaseCaller caller, String id, EvidenceFile file) {
        return act(caller, "evidence", id, file.identity(), "{}", work -> evidence.attach(work, file));
    }

    private Answer act(CaseCaller caller, String operation, String id, String body, CaseWork.Command command) {
        return act(caller, operation, id, body == null ? "" : body, body, command);
    }

    private Answer act(CaseCaller caller, String operation, String id, String identity, String body,
                       CaseWork.Command command) {
        CaseInput input = new CaseInput(body, json);
        return desk.transact(effects -> requests.once(request(caller, operation + " " + id, identity), clock.instant(), () -> {
                    Instant now = clock.instant();
                    LockedCase worked = cases.lock(caller.orgId(), id, now)
                            .orElseThrow(() -> CaseRefusedException.notFound(id));
                    CaseVersion.require(caller.ifMatch(), worked.row.version);
                    CaseWork work = new CaseWork(worked, input, caller,
                            new ChangeContext(caller.actor(), UuidCreator.getTimeOrderedEpochPlus1(), now));
                    Object told = command.run(work);
                    effects.emit(cases.finish(List.of(worked)));
                    for (CaseWork.Later later : work.later()) {
                        effects.emit(later.run());
                    }
                    return answer(told == null ? 200 : 201, caller, worked.row.number, told, null);
                }));
    }

    private Answer answer(int status, CaseCaller caller, String number, Object told, String location) {
        CaseReadModel.CaseView view = views.find(caller.orgId(), number).orElseThrow();
        Map<String, String> headers = location == null ? Map.of("ETag", CaseVersion.etag(view.version()))
                : Map.of("ETag", CaseVersion.etag(view.version()), "Location", location);
        try {
            return new Answer(status, json.writeValueAsString(told == null ? view.json() : told), headers);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Request request(CaseCaller caller, String operation, String body) {
        return new Request(caller.orgId(), caller.idempotencyKey(), operation,
                (body == null ? "" : body).getBytes(StandardCharsets.UTF_8));
    }
}
