package io.rmahub.approval.api;

import io.rmahub.approval.model.ApprovalStatus;
import io.rmahub.engine.web.ApiController;
import io.rmahub.engine.web.Caller;
import io.rmahub.engine.web.Page;
import io.rmahub.engine.web.RefusedException;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import java.util.UUID;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Requests for approval, for whoever operates the hub. */
@ApiController
@RequestMapping("/api/ops/approvals")
class ApprovalController {

    private static final String LIMIT = "a number from 1 to 500";

    private final ApprovalReadModel approvals;

    ApprovalController(ApprovalReadModel approvals) {
        this.approvals = approvals;
    }

    /** With and without the slash at the end, under which the list was published first. */
    @GetMapping({"", "/"})
    Page<ApprovalView> list(Caller caller, @RequestParam(required = false) ApprovalStatus status,
            @RequestParam(required = false) @Pattern(regexp = "true|false", message = "true or false") String overdue,
            @RequestParam(required = false) UUID cursor,
            @RequestParam(defaultValue = Page.DEFAULT_LIMIT) @Min(value = 1, message = LIMIT)
            @Max(value = Page.LARGEST_LIMIT, message = LIMIT) int limit) {
        Boolean alarmRaised = overdue == null ? null : Boolean.valueOf(overdue);
        return Page.of(approvals.list(caller.orgId(), status, alarmRaised, cursor, limit), limit, ApprovalView::id);
    }

    @GetMapping("/{id}")
    ApprovalView get(Caller caller, @PathVariable UUID id) {
        return approvals.get(caller.orgId(), id)
                .orElseThrow(() -> RefusedException.notFound("There is no approval " + id));
    }
}
