package io.rmahub.warranty;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rmahub.engine.web.IdempotentRequests.Answer;
import io.rmahub.warranty.model.WarrantyDecision;
import java.util.Map;
import java.util.UUID;

/** Answers of the warranty API. */
final class Answers {

    private Answers() {
    }

    static Answer of(int status, Object body) {
        return new Answer(status, DeskJson.text(body), Map.of());
    }

    /** A record with its version as entity tag. */
    static Answer of(int status, WarrantyRecord found, ObjectNode more) {
        ObjectNode body = DeskJson.object(found);
        body.setAll(more);
        return new Answer(status, body.toString(), Map.of("ETag", "\"" + found.version() + "\""));
    }

    /** The rules refuse; the decision is kept, and can be read by its id. */
    static Answer refused(WarrantyDecision decision, UUID decisionId) {
        ObjectNode body = DeskJson.object().put("type", "about:blank").put("title", "Conflict").put("status", 409)
                .put("detail", decision.reason()).put("result", decision.result())
                .put("decisionId", decisionId.toString());
        if (decision.why().clause() != null) {
            body.put("clause", decision.why().clause());
        }
        return new Answer(409, body.toString(), Map.of("Content-Type", "application/problem+json"));
    }
}
