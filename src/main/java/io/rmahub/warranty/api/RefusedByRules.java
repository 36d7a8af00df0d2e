package io.rmahub.warranty.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.rmahub.warranty.model.WarrantyDecision;
import java.util.UUID;

/**
 * A problem (RFC 9457): the rules refuse. Unlike other refusals it is kept, with its decision.
 *
 * @param result     the decision's outcome
 * @param clause     where the terms say so, or null
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record RefusedByRules(String type, String title, int status, String detail, String result, UUID decisionId,
                             String clause) {

    public static RefusedByRules of(WarrantyDecision decision, UUID decisionId) {
        return new RefusedByRules("about:blank", "Conflict", 409, decision.reason(), decision.result(), decisionId,
                decision.why().clause());
    }
}
