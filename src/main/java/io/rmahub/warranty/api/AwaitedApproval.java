package io.rmahub.warranty.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.UUID;

/**
 * What is answered while an approval is waited for.
 *
 * @param status     always {@code AWAITING_APPROVAL}
 * @param decisionId the decision that needs it, or null
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record AwaitedApproval(String status, UUID approvalId, String reason, UUID decisionId) {

    public static AwaitedApproval of(UUID approvalId, UUID decisionId, String reason) {
        return new AwaitedApproval("AWAITING_APPROVAL", approvalId, reason, decisionId);
    }
}
