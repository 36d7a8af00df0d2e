package io.rmahub.camel.route;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rmahub.approval.Approval;
import io.rmahub.approval.ApprovalFollowUpJob;
import io.rmahub.approval.ApprovalReadModel;
import io.rmahub.approval.ApprovalReadModel.ApprovalDetail;
import io.rmahub.approval.model.ApprovalStatus;
import io.rmahub.camel.route.ApiAnswer.BadRequestException;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.apache.camel.Exchange;
import org.springframework.stereotype.Component;

/** The approvals API, and the timer that looks after approvals. */
@Component("approvalSteps")
public final class ApprovalSteps {

    private final ApiAnswer answer;
    private final ApprovalReadModel approvals;
    private final ApprovalFollowUpJob watch;
    private final ObjectMapper json;

    ApprovalSteps(ApiAnswer answer, ApprovalReadModel approvals, ApprovalFollowUpJob watch, ObjectMapper json) {
        this.answer = answer;
        this.approvals = approvals;
        this.watch = watch;
        this.json = json;
    }

    /** Asks about what waits too long, and raises alarms. */
    public void watch() {
        watch.ask();
        watch.alarm();
    }

    public void list(Exchange exchange) throws JsonProcessingException {
        int limit = ApiAnswer.limit(exchange);
        List<Approval> found = approvals.list(ApiAnswer.principal(exchange).orgId(), status(exchange),
                overdue(exchange), ApiAnswer.uuid(exchange, "before"), limit);
        answer.page(exchange, found, limit, Approval::id);
    }

    public void get(Exchange exchange) throws JsonProcessingException {
        UUID id = ApiAnswer.pathUuid(exchange, "id");
        ApprovalDetail found = approvals.get(ApiAnswer.principal(exchange).orgId(), id).orElse(null);
        if (found == null) {
            answer.problem(exchange, 404, "Not Found", "There is no approval " + id);
            return;
        }
        ObjectNode body = (ObjectNode) json.readTree(json.writeValueAsString(found.approval()));
        body.set("history", json.readTree(json.writeValueAsString(found.history())));
        answer.ok(exchange, body);
    }

    private static String status(Exchange exchange) {
        String status = ApiAnswer.text(exchange, "status");
        List<String> known = Arrays.stream(ApprovalStatus.values()).map(Enum::name).toList();
        if (status != null && !known.contains(status)) {
            throw new BadRequestException("status is one of " + known);
        }
        return status;
    }

    private static Boolean overdue(Exchange exchange) {
        String overdue = ApiAnswer.text(exchange, "overdue");
        if (overdue != null && !List.of("true", "false").contains(overdue)) {
            throw new BadRequestException("overdue is true or false");
        }
        return overdue == null ? null : Boolean.valueOf(overdue);
    }
}
