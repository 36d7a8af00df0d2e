package io.rmahub.warranty;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rmahub.engine.jdbc.Sql;
import io.rmahub.warranty.model.Approval;
import io.rmahub.warranty.model.ClaimQuestion;
import io.rmahub.warranty.model.FirmwareRelease;
import io.rmahub.warranty.model.Part;
import io.rmahub.warranty.model.Tier;
import io.rmahub.warranty.model.WarrantyDecision;
import io.rmahub.warranty.model.WarrantyRules;
import io.rmahub.warranty.model.WarrantyState;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Decisions as they were taken, and what the rules that are in force now would make of the same facts and question. */
@Component
final class Decisions {

    private static final String GET = """
            select d.*, r.serial from warranty_decision d join warranty_record r on r.id = d.record_id
            where d.org_id = ? and d.id = ?""";

    private final JdbcTemplate jdbc;
    private final RuleSets ruleSets;

    Decisions(JdbcTemplate jdbc, RuleSets ruleSets) {
        this.jdbc = jdbc;
        this.ruleSets = ruleSets;
    }

    /**
     * The decision with its inputs, everything that was considered, and {@code today}: the same question under the
     * rules in force. {@code repeats} says whether the rules of that time, if they are kept, still give the same.
     */
    Optional<ObjectNode> get(String orgId, UUID id) {
        return jdbc.query(GET, (row, n) -> {
            ObjectNode body = DeskJson.object().put("id", id.toString()).put("serialNumber", row.getString("serial"))
                    .put("warrantyRecordId", row.getString("record_id")).put("rule", row.getString("rule"))
                    .put("result", row.getString("result")).put("reason", row.getString("reason"))
                    .put("ruleSetVersion", row.getString("rule_set_version"))
                    .put("at", Sql.instant(row, "at").toString());
            JsonNode question = DeskJson.tree(row.getString("question"));
            body.set("question", question);
            body.set("facts", DeskJson.tree(row.getString("facts")));
            ObjectNode decision = (ObjectNode) DeskJson.tree(row.getString("decision"));
            body.set("explanation", decision.remove("why"));
            body.set("decision", decision);
            WarrantyState state = WarrantyState.of(WarrantyStore.Told.read(row.getString("facts")));
            ruleSets.of(row.getString("rule_set_version")).ifPresent(rules -> body.put("repeats",
                    again(rules, row(body, "rule"), question, state).reason().equals(row(body, "reason"))));
            body.set("today", today(again(ruleSets.inForce(), row(body, "rule"), question, state)));
            return body;
        }, orgId, id).stream().findFirst();
    }

    private static String row(ObjectNode body, String field) {
        return body.path(field).asText();
    }

    private ObjectNode today(WarrantyDecision now) {
        ObjectNode told = DeskJson.object(now);
        ObjectNode today = DeskJson.object().put("ruleSetVersion", ruleSets.inForce().version())
                .put("result", now.result()).put("reason", now.reason());
        today.set("explanation", told.remove("why"));
        today.set("decision", told);
        return today;
    }

    private static WarrantyDecision again(WarrantyRules rules, String rule, JsonNode q, WarrantyState state) {
        return switch (rule) {
            case "coverage" -> rules.coverage(state, day(q, "on"), Part.valueOf(q.path("part").asText()));
            case "claim" -> rules.claim(state, DeskJson.MAPPER.convertValue(q, ClaimQuestion.class));
            case "extension" -> rules.extension(state, Tier.valueOf(q.path("tier").asText()), day(q, "on"));
            case "cloud-connection" -> rules.cloudConnection(state,
                    DeskJson.MAPPER.convertValue(q.path("release"), FirmwareRelease.class), at(q));
            case "void" -> rules.voiding(state, q.path("ground").asText(), q.path("actor").asText(), id(q, "id"), at(q));
            case "reinstatement" -> rules.reinstatement(state, id(q, "voidId"), new Approval(q.path("approvalId").asText(),
                    q.path("approved").asBoolean(), q.path("source").asText()), at(q));
            case "replacement" -> rules.replacement(state, day(q, "on"));
            default -> throw new IllegalStateException("There is no rule " + rule);
        };
    }

    private static LocalDate day(JsonNode question, String field) {
        return LocalDate.parse(question.path(field).asText());
    }

    private static Instant at(JsonNode question) {
        return Instant.parse(question.path("now").asText());
    }

    private static UUID id(JsonNode question, String field) {
        return UUID.fromString(question.path(field).asText());
    }
}
