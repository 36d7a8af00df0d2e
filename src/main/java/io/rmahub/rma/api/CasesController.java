package io.rmahub.rma.api;

import io.rmahub.engine.web.ApiController;
import io.rmahub.engine.web.Caller;
import io.rmahub.engine.web.EntityTags;
import io.rmahub.engine.web.JsonBody;
import io.rmahub.engine.web.Page;
import io.rmahub.rma.CaseCommands;
import io.rmahub.rma.CaseCsv;
import io.rmahub.rma.CaseDetail;
import io.rmahub.rma.CaseReadModel;
import io.rmahub.rma.CaseRefusals;
import jakarta.validation.Valid;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;

/** Cases: reading, opening, and what people do with them. */
@ApiController
@RequestMapping("/api/csp/rma")
class CasesController {

    private static final MediaType CSV = new MediaType("text", "csv", StandardCharsets.UTF_8);

    private final CaseReadModel cases;
    private final CaseDetail details;
    private final CaseCommands commands;

    CasesController(CaseReadModel cases, CaseDetail details, CaseCommands commands) {
        this.cases = cases;
        this.details = details;
        this.commands = commands;
    }

    /** JSON, or CSV where {@code format=csv} or {@code Accept} asks for it. */
    @GetMapping
    ResponseEntity<?> list(Caller caller, @Valid @ModelAttribute CaseFilter filter,
                           @RequestHeader(name = HttpHeaders.ACCEPT, required = false) String accept) {
        List<CaseView> found = cases.list(filter.query(caller.orgId(), caller.name()));
        Page<CaseView> page = Page.of(found, filter.limit(), CaseView::id);
        boolean csv = "csv".equals(filter.format())
                || filter.format() == null && accept != null && accept.strip().startsWith("text/csv");
        return csv ? sheet(page)
                : ResponseEntity.ok().contentType(MediaType.APPLICATION_JSON).body(page);
    }

    private static ResponseEntity<String> sheet(Page<CaseView> page) {
        HttpHeaders headers = new HttpHeaders();
        headers.set(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"cases.csv\"");
        if (page.next() != null) {
            headers.set("X-Next-Cursor", page.next().toString());
        }
        return ResponseEntity.ok().headers(headers).contentType(CSV).body(CaseCsv.csv(page.items()));
    }

    @PostMapping
    ResponseEntity<String> create(Caller caller, @JsonBody NewCase report) {
        return Answers.of(commands.create(caller, report));
    }

    @GetMapping("/{id}")
    ResponseEntity<CaseDetailView> get(Caller caller, @PathVariable String id) {
        CaseDetailView found = details.get(caller.orgId(), id).orElseThrow(() -> CaseRefusals.notFound(id));
        return ResponseEntity.ok().header(HttpHeaders.ETAG, EntityTags.of(found.rmaCase().version())).body(found);
    }

    @PatchMapping("/{id}")
    ResponseEntity<String> patch(Caller caller, @PathVariable String id, @JsonBody CasePatch patch) {
        return Answers.of(commands.patch(caller, id, patch));
    }

    @PostMapping("/{id}/close")
    ResponseEntity<String> close(Caller caller, @PathVariable String id, @JsonBody CaseClosing closing) {
        return Answers.of(commands.close(caller, id, closing));
    }

    @PostMapping("/{id}/escalate")
    ResponseEntity<String> escalate(Caller caller, @PathVariable String id, @JsonBody CaseEscalation escalation) {
        return Answers.of(commands.escalate(caller, id, escalation));
    }

    @PostMapping("/{id}/assign")
    ResponseEntity<String> assign(Caller caller, @PathVariable String id, @JsonBody CaseAssignment assignment) {
        return Answers.of(commands.assign(caller, id, assignment));
    }
}
