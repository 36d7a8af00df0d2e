package io.rmahub.rma;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.f4b6a3.uuid.UuidCreator;
import io.rmahub.engine.processing.DecisionService;
import io.rmahub.engine.processing.Effects;
import io.rmahub.engine.processing.LookUpClient;
import io.rmahub.engine.web.Caller;
import io.rmahub.engine.web.EntityTags;
import io.rmahub.engine.web.IdempotentRequests;
import io.rmahub.engine.web.IdempotentRequests.Answer;
import io.rmahub.engine.web.IdempotentRequests.Request;
import io.rmahub.engine.web.RefusedException;
import io.rmahub.rma.CaseCommandContext.Command;
import io.rmahub.rma.api.CaseAssignment;
import io.rmahub.rma.api.CaseClosing;
import io.rmahub.rma.api.CaseEscalation;
import io.rmahub.rma.api.CasePatch;
import io.rmahub.rma.api.CaseView;
import io.rmahub.rma.api.NewCase;
import io.rmahub.rma.api.NewComment;
import io.rmahub.rma.api.PartReturn;
import io.rmahub.rma.api.PartUse;
import io.rmahub.rma.api.StandbyCommand;
import io.rmahub.unit.ProductCatalogue;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;

/**
 * Commands about cases. Each is one transaction that holds the case: the effect, the timeline, what others are told
 * and the answer to a repeat. A refused one throws {@link RefusedException} and changes nothing.
 */
@Component
public final class CaseCommands {

    /** What is often known only when everything is over. */
    private static final List<String> AFTER_CLOSURE = List.of("csat", "resolutionNotes", "tags");
    /** It becomes part of an address; no other SKU is looked up. */
    private static final Pattern SKU = Pattern.compile("[A-Za-z0-9._-]+");

    private final DecisionService decisions;
    private final IdempotentRequests requests;
    private final CaseService cases;
    private final CaseReadModel readModel;
    private final CaseCreation creation;
    private final TriageCommands triage;
    private final ResolutionCommands resolution;
    private final PartCommands parts;
    private final StandbyCommands standby;
    private final EvidenceCommands evidence;
    private final ProductCatalogue catalogue;
    private final LookUpClient lookUps;
    private final ObjectMapper json;
    private final Clock clock;

    CaseCommands(DecisionService decisions, IdempotentRequests requests, CaseService cases, CaseReadModel readModel,
                 CaseCreation creation, TriageCommands triage, ResolutionCommands resolution, PartCommands parts,
                 StandbyCommands standby, EvidenceCommands evidence, ProductCatalogue catalogue, LookUpClient lookUps,
                 ObjectMapper json, Clock clock) {
        this.decisions = decisions;
        this.requests = requests;
        this.cases = cases;
        this.readModel = readModel;
        this.creation = creation;
        this.triage = triage;
        this.resolution = resolution;
        this.parts = parts;
        this.standby = standby;
        this.evidence = evidence;
        this.catalogue = catalogue;
        this.lookUps = lookUps;
        this.json = json;
        this.clock = clock;
    }

    /** Opens a case from a report by a person or a system; answers 201. */
    public Answer create(Caller caller, NewCase report) {
        if (catalogue.unheardOf(report.productSku()) && SKU.matcher(report.productSku()).matches()) {
            lookUps.ask("product", report.productSku());
        }
        return once(caller, "POST /rma", report, effects -> {
            CaseCreation.Created created = creation.open(caller, report, clock.instant());
            effects.emit(created.events());
            CaseView view = view(caller, created.number());
            return new Answer(201, text(view), Map.of("ETag", EntityTags.of(view.version()),
                    "Location", "/api/csp/rma/" + created.number()));
        });
    }

    /** Changes fields, and moves the case by {@code status} or {@code move}. */
    public Answer patch(Caller caller, String id, CasePatch patch) {
        return change(caller, "PATCH", id, patch, command -> {
            boolean closed = command.row().closedAt != null;
            triage.patch(command, patch);
            resolution.patch(command, patch);
            if (closed && command.lockedCase.changes().stream()
                    .anyMatch(change -> !AFTER_CLOSURE.contains(change.what()))) {
                throw RefusedException.conflict("The case is closed; only " + AFTER_CLOSURE + " can change");
            }
            return null;
        });
    }

    public Answer close(Caller caller, String id, CaseClosing closing) {
        return change(caller, "close", id, closing, command -> resolution.close(command, closing));
    }

    public Answer escalate(Caller caller, String id, CaseEscalation escalation) {
        return change(caller, "escalate", id, escalation, command -> triage.escalate(command, escalation));
    }

    public Answer assign(Caller caller, String id, CaseAssignment assignment) {
        return change(caller, "assign", id, assignment, command -> triage.assign(command, assignment));
    }

    /** Answers 201 with the comment. */
    public Answer comment(Caller caller, String id, NewComment comment) {
        return change(caller, "comments", id, comment, command -> triage.comment(command, comment));
    }

    /** Answers 201 with the part. */
    public Answer usePart(Caller caller, String id, PartUse use) {
        return change(caller, "parts", id, use, command -> parts.use(command, use));
    }

    /** Answers 200 with the case. */
    public Answer returnPart(Caller caller, String id, String part, PartReturn giveBack) {
        return change(caller, "parts/" + part + "/return", id, giveBack,
                command -> parts.giveBack(command, part, giveBack));
    }

    /** Issues a stand-by unit or takes it back; answers 201 with the unit, or 200 with the case. */
    public Answer standby(Caller caller, String id, StandbyCommand standbyCommand) {
        return change(caller, "standby", id, standbyCommand, command -> standby.run(command, standbyCommand));
    }

    /** Keeps a file that documents the case; answers 201. */
    public Answer attach(Caller caller, String id, EvidenceFile file) {
        return change(caller, "evidence", id, file, command -> evidence.attach(command, file));
    }

    private Answer change(Caller caller, String operation, String id, Record request, Command command) {
        return once(caller, operation + " " + id, request, effects -> {
            Instant now = clock.instant();
            LockedCase lockedCase = cases.lock(caller.orgId(), id, now).orElseThrow(() -> CaseRefusals.notFound(id));
            EntityTags.require(caller.ifMatch(), lockedCase.row.version);
            CaseCommandContext context = new CaseCommandContext(lockedCase, caller,
                    new ChangeContext(caller.actor(), UuidCreator.getTimeOrderedEpochPlus1(), now));
            Object made = command.run(context);
            effects.emit(cases.finish(List.of(lockedCase)));
            context.followUps().forEach(followUp -> effects.emit(followUp.run()));
            CaseView view = view(caller, lockedCase.row.number);
            return new Answer(made == null ? 200 : 201, text(made == null ? view : made),
                    Map.of("ETag", EntityTags.of(view.version())));
        });
    }

    /** @param request its text is the same for two requests that ask for the same */
    private Answer once(Caller caller, String operation, Record request, Function<Effects, Answer> effect) {
        Request identity = new Request(caller.orgId(), caller.idempotencyKey(), operation,
                request.toString().getBytes(StandardCharsets.UTF_8));
        return decisions.transact(effects -> requests.once(identity, clock.instant(), () -> effect.apply(effects)));
    }

    private CaseView view(Caller caller, String number) {
        return readModel.find(caller.orgId(), number).orElseThrow();
    }

    private String text(Object body) {
        try {
            return json.writeValueAsString(body);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
