package io.rmahub.rma;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.f4b6a3.uuid.UuidCreator;
import io.rmahub.engine.jdbc.UnnestBatch;
import io.rmahub.rma.model.routing.Priority;
import io.rmahub.rma.model.routing.ReasonCode;
import io.rmahub.rma.model.routing.Reassignment;
import io.rmahub.rma.model.routing.RoutingRules;
import io.rmahub.rma.model.routing.ServiceLevels;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** What people say about a case before it is resolved: its fields, its owner, its urgency, their comments. */
@Component
final class TriageCommands {

    private static final int LINE = 200;
    private static final int TEXT = 4_000;
    private static final int COMMENT = 10_000;

    private static final String COMMENTS = """
            insert into rma_comment (id, org_id, case_id, author, text, at)
            select * from unnest(?::uuid[], ?::text[], ?::uuid[], ?::text[], ?::text[], ?::timestamptz[])""";

    private final JdbcTemplate jdbc;
    private final RoutingRules routing;
    private final ServiceLevels levels;
    private final FactEffects effects;
    private final AssetQuestions questions;

    TriageCommands(JdbcTemplate jdbc, RoutingRules routing, ServiceLevels levels, FactEffects effects,
                   AssetQuestions questions) {
        this.jdbc = jdbc;
        this.routing = routing;
        this.levels = levels;
        this.effects = effects;
        this.questions = questions;
    }

    /** The fields that can be changed at any time; what only a move may change is not among them. */
    void patch(CaseWork work) {
        CaseRow row = work.row();
        CaseInput input = work.input;
        line(work, "customerId", row.customerId, value -> row.customerId = value);
        line(work, "customerEmail", row.customerEmail, value -> row.customerEmail = value);
        line(work, "installerEmail", row.installerEmail, value -> row.installerEmail = value);
        line(work, "siteId", row.siteId, value -> row.siteId = value);
        line(work, "assetId", row.assetId, value -> row.assetId = value);
        line(work, "serialNumber", row.serialNumber, value -> another(work, value));
        line(work, "productSku", row.productSku, value -> row.productSku = value);
        line(work, "firmware", row.firmware, value -> row.firmware = value);
        line(work, "orderRef", row.orderRef, value -> row.orderRef = value);
        line(work, "orderLine", row.orderLine, value -> row.orderLine = value);
        line(work, "warrantyClaimId", row.warrantyClaimId, value -> row.warrantyClaimId = value);
        line(work, "taskId", row.taskId, value -> row.taskId = value);
        line(work, "assignee", row.assignee, value -> row.assignee = value);
        needed(work, "caseType", LINE, row.caseType, value -> row.caseType = value);
        needed(work, "faultDescription", TEXT, row.faultDescription, value -> row.faultDescription = value);
        list(work, "tags", () -> input.texts("tags", 30, 50), row.tags, value -> row.tags = value);
        list(work, "faultCodes", () -> input.texts("faultCodes", 50, LINE), row.faultCodes,
                value -> row.faultCodes = value);
        Priority priority = input.read("priority", Priority::of, "one of " + List.of(Priority.values()));
        ReasonCode reason = input.read("reasonCode", ReasonCode::of, "one of " + List.of(ReasonCode.values()));
        Boolean contract = input.flag("underContract");
        Boolean awaited = input.flag("returnAwaited");
        Boolean visit = input.flag("visitNeeded");
        if (priority != null && priority != row.priority) {
            work.worked.change("priority_changed", "priority", row.priority.wireName(), priority.wireName(), null,
                    work.by);
            row.priority = priority;
        }
        if (reason != null) {
            correct(work, reason);
        }
        if (contract != null && work.worked.field("underContract", row.underContract, contract, work.by)) {
            row.underContract = contract;
            effects.repairKind(work.worked, work.by);
        }
        if (awaited != null && work.worked.field("returnAwaited", row.returnAwaited, awaited, work.by)) {
            row.returnAwaited = awaited;
        }
        if (Boolean.TRUE.equals(visit)) {
            work.worked.needsVisit("asked for by " + work.caller.name(), work.by);
        }
    }

    /** The case was about another unit all the time. */
    private void another(CaseWork work, String serialNumber) {
        CaseRow row = work.row();
        row.serialNumber = serialNumber;
        work.afterwards(() -> questions.about(row.orgId, row.id, row.number, serialNumber, work.by.causeId(),
                work.by.at()));
    }

    /** A case whose reason was wrong goes to the team that it should have gone to. */
    private void correct(CaseWork work, ReasonCode reason) {
        CaseRow row = work.row();
        if (reason == row.reasonCode) {
            return;
        }
        Reassignment to = routing.reassign(row.team, row.reasonCode, reason);
        work.worked.field("reasonCode", row.reasonCode.wireName(), reason.wireName(), work.by);
        row.reasonCode = reason;
        if (to.changed()) {
            work.worked.change("team_assigned", "team", row.team, to.team(), to.reason(), work.by);
            row.team = to.team();
        }
        if (routing.visit(false, reason).needed()) {
            work.worked.needsVisit(routing.visit(false, reason).reason(), work.by);
        }
    }

    /** Body: {@code {reason?}}. Raises the priority, and keeps it where it is as urgent as that. */
    Object escalate(CaseWork work) {
        String reason = work.input.text("reason", TEXT);
        work.input.check();
        CaseRow row = open(work);
        Priority raised = levels.escalated(row.priority);
        work.worked.change("escalated", "priority", row.priority.wireName(), raised.wireName(),
                reason == null ? "escalated" : reason, work.by);
        row.priority = raised;
        return null;
    }

    /** Body: {@code {assignee, team?}}; a null assignee gives the case back to its team, {@code me} takes it. */
    Object assign(CaseWork work) {
        boolean named = work.input.has("assignee");
        String wanted = work.input.text("assignee", LINE);
        String team = work.input.text("team", LINE);
        if (!named && team == null) {
            work.input.wrong("assignee", "required: a name, \"me\", or null for nobody");
        }
        work.input.check();
        CaseRow row = open(work);
        String assignee = "me".equals(wanted) ? work.caller.name() : wanted;
        if (named && !Objects.equals(assignee, row.assignee)) {
            work.worked.change("assigned", "assignee", row.assignee, assignee, null, work.by);
            row.assignee = assignee;
        }
        if (team != null && !team.equals(row.team)) {
            work.worked.change("team_assigned", "team", row.team, team, "by " + work.caller.name(), work.by);
            row.team = team;
        }
        return null;
    }

    /** Body: {@code {text}}. */
    Object comment(CaseWork work) {
        String text = work.input.required("text", COMMENT);
        work.input.check();
        UUID id = UuidCreator.getTimeOrderedEpochPlus1();
        CaseRow row = work.row();
        UnnestBatch.of(List.of(text)).add("uuid", t -> id).add("text", t -> row.orgId).add("uuid", t -> row.id)
                .add("text", t -> work.caller.name()).add("text", t -> t).add("timestamptz", t -> work.by.at())
                .update(jdbc, COMMENTS);
        ObjectNode comment = JsonNodeFactory.instance.objectNode().put("id", id.toString())
                .put("author", work.caller.name()).put("text", text).put("at", work.by.at().toString());
        work.worked.note("comment", null, null, comment, work.by);
        return comment;
    }

    private static CaseRow open(CaseWork work) {
        if (work.row().closedAt != null) {
            throw CaseRefusedException.conflict("The case " + work.row().number + " is closed");
        }
        return work.row();
    }

    private static void line(CaseWork work, String field, String before, Consumer<String> set) {
        if (work.input.has(field)) {
            String value = work.input.text(field, LINE);
            if (work.worked.field(field, before, value, work.by)) {
                set.accept(value);
            }
        }
    }

    private static void needed(CaseWork work, String field, int longest, String before, Consumer<String> set) {
        if (work.input.has(field)) {
            String value = work.input.required(field, longest);
            if (value != null && work.worked.field(field, before, value, work.by)) {
                set.accept(value);
            }
        }
    }

    private static void list(CaseWork work, String field, Supplier<List<String>> read, List<String> before,
                             Consumer<List<String>> set) {
        if (work.input.has(field)) {
            List<String> value = read.get();
            if (work.worked.field(field, before, value, work.by)) {
                set.accept(value);
            }
        }
    }
}
