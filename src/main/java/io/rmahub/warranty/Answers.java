package io.rmahub.warranty;

import io.rmahub.engine.web.EntityTags;
import io.rmahub.engine.web.IdempotentRequests.Answer;
import io.rmahub.warranty.api.RefusedByRules;
import io.rmahub.warranty.model.WarrantyDecision;
import java.util.Map;
import java.util.UUID;

/** Answers of commands, in the form in which they are kept for a repeat. */
final class Answers {

    private Answers() {
    }

    static Answer of(int status, Record body) {
        return of(status, body, Map.of());
    }

    static Answer of(int status, Record body, Map<String, String> headers) {
        return new Answer(status, WarrantyJson.text(body), headers);
    }

    /** With the version of the record as entity tag. */
    static Answer of(int status, Record body, WarrantyRecord now) {
        return of(status, body, Map.of("ETag", EntityTags.of(now.version())));
    }

    /** The rules refuse; the decision is kept, and can be read by its id. */
    static Answer refused(WarrantyDecision decision, UUID decisionId) {
        return of(409, RefusedByRules.of(decision, decisionId), Map.of("Content-Type", "application/problem+json"));
    }
}
