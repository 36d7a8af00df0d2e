package io.rmahub.rma;

import com.github.f4b6a3.uuid.UuidCreator;
import io.rmahub.engine.jdbc.UnnestBatch;
import io.rmahub.engine.web.RefusedException;
import io.rmahub.rma.api.CaseAssignment;
import io.rmahub.rma.api.CaseEscalation;
import io.rmahub.rma.api.CasePatch;
import io.rmahub.rma.api.CommentView;
import io.rmahub.rma.api.NewComment;
import io.rmahub.rma.model.routing.Priority;
import io.rmahub.rma.model.routing.ReasonCode;
import io.rmahub.rma.model.routing.Reassignment;
import io.rmahub.rma.model.routing.RoutingRules;
import io.rmahub.rma.model.routing.ServiceLevels;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.openapitools.jackson.nullable.JsonNullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** What people say about a case before it is resolved: its fields, its owner, its urgency, their comments. */
@Component
final class TriageCommands {

    private static final String COMMENTS = """
            insert into rma_comment (id, org_id, case_id, author, text, at)
            select * from unnest(?::uuid[], ?::text[], ?::uuid[], ?::text[], ?::text[], ?::timestamptz[])""";

    private final JdbcTemplate jdbc;
    private final RoutingRules routing;
    private final ServiceLevels levels;
    private final CaseFactEffects effects;
    private final AssetRequests assetRequests;

    TriageCommands(JdbcTemplate jdbc, RoutingRules routing, ServiceLevels levels, CaseFactEffects effects,
                   AssetRequests assetRequests) {
        this.jdbc = jdbc;
        this.routing = routing;
        this.levels = levels;
        this.effects = effects;
        this.assetRequests = assetRequests;
    }

    /** The fields that can be changed at any time; what only a move may change is not among them. */
    void patch(CaseCommandContext command, CasePatch patch) {
        CaseRow row = command.row();
        set(command, "customerId", patch.customerId(), row.customerId, value -> row.customerId = value);
        set(command, "customerEmail", patch.customerEmail(), row.customerEmail, value -> row.customerEmail = value);
        set(command, "installerEmail", patch.installerEmail(), row.installerEmail, value -> row.installerEmail = value);
        set(command, "siteId", patch.siteId(), row.siteId, value -> row.siteId = value);
        set(command, "assetId", patch.assetId(), row.assetId, value -> row.assetId = value);
        set(command, "serialNumber", patch.serialNumber(), row.serialNumber, value -> otherUnit(command, value));
        set(command, "productSku", patch.productSku(), row.productSku, value -> row.productSku = value);
        set(command, "firmware", patch.firmware(), row.firmware, value -> row.firmware = value);
        set(command, "orderRef", patch.orderRef(), row.orderRef, value -> row.orderRef = value);
        set(command, "orderLine", patch.orderLine(), row.orderLine, value -> row.orderLine = value);
        set(command, "warrantyClaimId", patch.warrantyClaimId(), row.warrantyClaimId,
                value -> row.warrantyClaimId = value);
        set(command, "taskId", patch.taskId(), row.taskId, value -> row.taskId = value);
        set(command, "assignee", patch.assignee(), row.assignee, value -> row.assignee = value);
        set(command, "caseType", patch.caseType(), row.caseType, value -> row.caseType = value);
        set(command, "faultDescription", patch.faultDescription(), row.faultDescription,
                value -> row.faultDescription = value);
        set(command, "tags", patch.tags(), row.tags, value -> row.tags = value);
        set(command, "faultCodes", patch.faultCodes(), row.faultCodes, value -> row.faultCodes = value);
        prioritise(command, patch.priority());
        correct(command, patch.reasonCode());
        flags(command, patch);
    }

    private static void prioritise(CaseCommandContext command, Priority priority) {
        CaseRow row = command.row();
        if (priority != null && priority != row.priority) {
            command.lockedCase.change("priority_changed", "priority", row.priority.wireName(), priority.wireName(),
                    null, command.context);
            row.priority = priority;
        }
    }

    private void flags(CaseCommandContext command, CasePatch patch) {
        CaseRow row = command.row();
        LockedCase lockedCase = command.lockedCase;
        if (patch.underContract() != null
                && lockedCase.field("underContract", row.underContract, patch.underContract(), command.context)) {
            row.underContract = patch.underContract();
            effects.repairKind(lockedCase, command.context);
        }
        if (patch.returnAwaited() != null
                && lockedCase.field("returnAwaited", row.returnAwaited, patch.returnAwaited(), command.context)) {
            row.returnAwaited = patch.returnAwaited();
        }
        if (Boolean.TRUE.equals(patch.visitNeeded())) {
            lockedCase.needsVisit("asked for by " + command.caller.name(), command.context);
        }
    }

    /** The case was about another unit all the time. */
    private void otherUnit(CaseCommandContext command, String serialNumber) {
        CaseRow row = command.row();
        row.serialNumber = serialNumber;
        command.afterwards(() -> assetRequests.about(row.orgId, row.id, row.number, serialNumber,
                command.context.causeId(), command.context.at()));
    }

    /** A case whose reason was wrong goes to the team that it should have gone to. */
    private void correct(CaseCommandContext command, ReasonCode reason) {
        CaseRow row = command.row();
        if (reason == null || reason == row.reasonCode) {
            return;
        }
        Reassignment to = routing.reassign(row.team, row.reasonCode, reason);
        command.lockedCase.field("reasonCode", row.reasonCode.wireName(), reason.wireName(), command.context);
        row.reasonCode = reason;
        if (to.changed()) {
            command.lockedCase.change("team_assigned", "team", row.team, to.team(), to.reason(), command.context);
            row.team = to.team();
        }
        if (routing.visit(false, reason).needed()) {
            command.lockedCase.needsVisit(routing.visit(false, reason).reason(), command.context);
        }
    }

    /** Raises the priority, and keeps it where it is as urgent as that. */
    Object escalate(CaseCommandContext command, CaseEscalation escalation) {
        CaseRow row = open(command);
        Priority raised = levels.escalated(row.priority);
        command.lockedCase.change("escalated", "priority", row.priority.wireName(), raised.wireName(),
                escalation.reason() == null ? "escalated" : escalation.reason(), command.context);
        row.priority = raised;
        return null;
    }

    /** A null assignee gives the case back to its team, {@code me} takes it. */
    Object assign(CaseCommandContext command, CaseAssignment assignment) {
        CaseRow row = open(command);
        if (assignment.assignee().isPresent()) {
            String wanted = assignment.assignee().get();
            String assignee = "me".equals(wanted) ? command.caller.name() : wanted;
            if (!Objects.equals(assignee, row.assignee)) {
                command.lockedCase.change("assigned", "assignee", row.assignee, assignee, null, command.context);
                row.assignee = assignee;
            }
        }
        String team = assignment.team();
        if (team != null && !team.equals(row.team)) {
            command.lockedCase.change("team_assigned", "team", row.team, team, "by " + command.caller.name(),
                    command.context);
            row.team = team;
        }
        return null;
    }

    Object comment(CaseCommandContext command, NewComment written) {
        CaseRow row = command.row();
        CommentView comment = new CommentView(UuidCreator.getTimeOrderedEpochPlus1(), command.caller.name(),
                written.text(), command.context.at());
        UnnestBatch.of(List.of(comment)).add("uuid", CommentView::id).add("text", c -> row.orgId)
                .add("uuid", c -> row.id).add("text", CommentView::author).add("text", CommentView::text)
                .add("timestamptz", CommentView::at).update(jdbc, COMMENTS);
        command.lockedCase.note("comment", null, null, EventJson.tree(comment), command.context);
        return comment;
    }

    private static CaseRow open(CaseCommandContext command) {
        if (command.row().closedAt != null) {
            throw RefusedException.conflict("The case " + command.row().number + " is closed");
        }
        return command.row();
    }

    private static <T> void set(CaseCommandContext command, String field, JsonNullable<T> value, T before,
                                Consumer<T> set) {
        if (value.isPresent() && command.lockedCase.field(field, before, value.get(), command.context)) {
            set.accept(value.get());
        }
    }
}
