package io.rmahub.rma.api;

import io.rmahub.engine.web.ApiController;
import io.rmahub.engine.web.Caller;
import io.rmahub.engine.web.JsonBody;
import io.rmahub.engine.web.Page;
import io.rmahub.rma.CaseCommands;
import io.rmahub.rma.CaseDetail;
import io.rmahub.rma.CaseReadModel;
import io.rmahub.rma.CaseRefusals;
import java.util.List;
import java.util.UUID;
import java.util.function.BiFunction;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;

/** What a case consists of: its timeline, comments, parts and stand-by units. */
@ApiController
@RequestMapping("/api/csp/rma/{id}")
class CaseRecordsController {

    private final CaseReadModel cases;
    private final CaseDetail details;
    private final CaseCommands commands;

    CaseRecordsController(CaseReadModel cases, CaseDetail details, CaseCommands commands) {
        this.cases = cases;
        this.details = details;
        this.commands = commands;
    }

    @GetMapping("/timeline")
    Page<TimelineView> timeline(Caller caller, @PathVariable String id) {
        return all(caller, id, details::timeline);
    }

    @GetMapping("/comments")
    Page<CommentView> comments(Caller caller, @PathVariable String id) {
        return all(caller, id, details::comments);
    }

    @PostMapping("/comments")
    ResponseEntity<String> comment(Caller caller, @PathVariable String id, @JsonBody NewComment comment) {
        return Answers.of(commands.comment(caller, id, comment));
    }

    @GetMapping("/parts")
    Page<PartView> parts(Caller caller, @PathVariable String id) {
        return all(caller, id, details::parts);
    }

    @PostMapping("/parts")
    ResponseEntity<String> usePart(Caller caller, @PathVariable String id, @JsonBody PartUse use) {
        return Answers.of(commands.usePart(caller, id, use));
    }

    @PostMapping("/parts/{part}/return")
    ResponseEntity<String> returnPart(Caller caller, @PathVariable String id, @PathVariable String part,
                                      @JsonBody PartReturn giveBack) {
        return Answers.of(commands.returnPart(caller, id, part, giveBack));
    }

    @GetMapping("/standby")
    Page<StandbyView> standbyUnits(Caller caller, @PathVariable String id) {
        return all(caller, id, details::standby);
    }

    @PostMapping("/standby")
    ResponseEntity<String> standby(Caller caller, @PathVariable String id, @JsonBody StandbyCommand command) {
        return Answers.of(commands.standby(caller, id, command));
    }

    /** These lists are shown whole: each is of one case. */
    private <T> Page<T> all(Caller caller, String id, BiFunction<String, UUID, List<T>> read) {
        CaseView found = cases.find(caller.orgId(), id).orElseThrow(() -> CaseRefusals.notFound(id));
        return new Page<>(read.apply(caller.orgId(), found.id()), null);
    }
}
