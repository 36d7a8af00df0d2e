package io.rmahub.warranty;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rmahub.engine.jdbc.Sql;
import io.rmahub.warranty.WarrantyStore.FactsJson;
import io.rmahub.warranty.api.DecisionView;
import io.rmahub.warranty.api.DecisionView.Today;
import io.rmahub.warranty.model.Approval;
import io.rmahub.warranty.model.ClaimQuestion;
import io.rmahub.warranty.model.FirmwareRelease;
import io.rmahub.warranty.model.Part;
import io.rmahub.warranty.model.Tier;
import io.rmahub.warranty.model.WarrantyDecision;
import io.rmahub.warranty.model.WarrantyRules;
import io.rmahub.warranty.model.WarrantyState;
import java.sql.ResultSet;
import java.sql.SQLException;
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

    /** The decision with everything that it was taken by; empty if the organisation has none of this id. */
    Optional<DecisionView> get(String orgId, UUID id) {
        return jdbc.query(GET, (row, n) -> view(row), orgId, id).stream().findFirst();
    }

    private DecisionView view(ResultSet row) throws SQLException {
        String rule = row.getString("rule");
        String reason = row.getString("reason");
        String version = row.getString("rule_set_version");
        JsonNode question = WarrantyJson.tree(row.getString("question"));
        String facts = row.getString("facts");
        WarrantyState state = WarrantyState.of(FactsJson.read(facts));
        ObjectNode decision = (ObjectNode) WarrantyJson.tree(row.getString("decision"));
        JsonNode explanation = decision.remove("why");
        Boolean repeats = ruleSets.of(version)
                .map(rules -> again(rules, rule, question, state).reason().equals(reason)).orElse(null);
        return new DecisionView(row.getObject("id", UUID.class), row.getString("serial"),
                row.getObject("record_id", UUID.class), rule, row.getString("result"), reason, version,
                Sql.instant(row, "at"), question, WarrantyJson.tree(facts), explanation, decision, repeats,
                today(again(ruleSets.inForce(), rule, question, state)));
    }

    private Today today(WarrantyDecision now) {
        ObjectNode decision = WarrantyJson.object(now);
        JsonNode explanation = decision.remove("why");
        return new Today(ruleSets.inForce().version(), now.result(), now.reason(), explanation, decision);
    }

    private static WarrantyDecision again(WarrantyRules rules, String rule, JsonNode question, WarrantyState state) {
        return switch (rule) {
            case "coverage" -> rules.coverage(state, day(question, "on"), Part.valueOf(question.path("part").asText()));
            case "claim" -> rules.claim(state, WarrantyJson.MAPPER.convertValue(question, ClaimQuestion.class));
            case "extension" -> rules.extension(state, Tier.valueOf(question.path("tier").asText()),
                    day(question, "on"));
            case "cloud-connection" -> rules.cloudConnection(state,
                    WarrantyJson.MAPPER.convertValue(question.path("release"), FirmwareRelease.class), at(question));
            case "void" -> rules.voiding(state, question.path("ground").asText(), question.path("actor").asText(),
                    id(question, "id"), at(question));
            case "reinstatement" -> rules.reinstatement(state, id(question, "voidId"),
                    new Approval(question.path("approvalId").asText(),
                    question.path("approved").asBoolean(), question.path("source").asText()), at(question));
            case "replacement" -> rules.replacement(state, day(question, "on"));
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
