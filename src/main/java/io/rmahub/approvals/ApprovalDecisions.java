package io.rmahub.approvals;

import com.fasterxml.jackson.databind.JsonNode;
import io.rmahub.approval.ApprovalAnswer;
import io.rmahub.approval.ApprovalStatus;
import io.rmahub.decision.Fact;
import io.rmahub.decision.FactHandler;
import io.rmahub.decision.Reading;
import io.rmahub.decision.Ruling;
import io.rmahub.ledger.BusinessKey;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** What approval systems say becomes the state of requests. */
@Component
final class ApprovalDecisions implements FactHandler {

    private final AnswerDesk desk;

    ApprovalDecisions(AnswerDesk desk) {
        this.desk = desk;
    }

    @Override
    public String type() {
        return "approval.decided.v1";
    }

    @Override
    public Reading read(String source, JsonNode canonical) {
        JsonNode data = canonical.path("data");
        return new Reading.Wanted(new ApprovalAnswer(text(data, "externalId"), text(data, "reference"),
                ApprovalStatus.valueOf(data.required("status").asText()), data.required("code").asText(),
                text(data, "approver"), text(data, "comment"), text(data, "node"),
                OffsetDateTime.parse(data.required("at").asText()).toInstant()));
    }

    private static String text(JsonNode data, String field) {
        return data.path(field).asText(null);
    }

    @Override
    public List<Ruling> decide(Connection connection, List<Fact> facts, Instant now) throws SQLException {
        List<Ruling> rulings = new ArrayList<>();
        for (Fact fact : facts) {
            ApprovalAnswer answer = (ApprovalAnswer) fact.subject();
            ApprovalOutcome outcome = desk.apply(connection, fact.orgId(), fact.source(), answer, fact.messageId(), now);
            List<BusinessKey> keys = Stream.of(answer.externalId(), answer.reference()).filter(id -> id != null)
                    .map(id -> new BusinessKey("approval", id)).toList();
            rulings.add(new Ruling(outcome.state(), outcome.reason(), null, outcome.caseNumber(), keys, outcome.events()));
        }
        return rulings;
    }
}
