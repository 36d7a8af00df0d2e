package io.rmahub.approval;

import com.fasterxml.jackson.databind.JsonNode;
import io.rmahub.approval.model.ApprovalAnswer;
import io.rmahub.approval.model.ApprovalStatus;
import io.rmahub.engine.ledger.BusinessKey;
import io.rmahub.engine.processing.CanonicalMessage;
import io.rmahub.engine.processing.FactDecision;
import io.rmahub.engine.processing.FactHandler;
import io.rmahub.engine.processing.Interpretation;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** What approval systems say becomes the state of requests. */
@Component
final class ApprovalDecisions implements FactHandler {

    private final ApprovalAnswerService answers;

    ApprovalDecisions(ApprovalAnswerService answers) {
        this.answers = answers;
    }

    @Override
    public String type() {
        return "approval.decided.v1";
    }

    @Override
    public Interpretation read(String source, JsonNode canonical) {
        JsonNode data = canonical.path("data");
        return new Interpretation.Relevant(new ApprovalAnswer(text(data, "externalId"), text(data, "reference"),
                ApprovalStatus.valueOf(data.required("status").asText()), data.required("code").asText(),
                text(data, "approver"), text(data, "comment"), text(data, "node"),
                OffsetDateTime.parse(data.required("at").asText()).toInstant()));
    }

    private static String text(JsonNode data, String field) {
        return data.path(field).asText(null);
    }

    @Override
    public List<FactDecision> decide(List<CanonicalMessage> facts, Instant now) {
        List<FactDecision> decisions = new ArrayList<>();
        for (CanonicalMessage fact : facts) {
            ApprovalAnswer answer = (ApprovalAnswer) fact.subject();
            ApprovalOutcome outcome = answers.apply(fact.orgId(), fact.source(), answer, fact.messageId(), now);
            List<BusinessKey> keys = Stream.of(answer.externalId(), answer.reference()).filter(id -> id != null)
                    .map(id -> new BusinessKey("approval", id)).toList();
            decisions.add(new FactDecision(outcome.state(), outcome.reason(), null, outcome.caseNumber(), keys,
                    outcome.events(), outcome.messages()));
        }
        return decisions;
    }
}
