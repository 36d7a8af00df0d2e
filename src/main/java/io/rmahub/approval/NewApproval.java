package io.rmahub.approval;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.UUID;

/**
 * What is to be approved.
 *
 * @param kind        one that the configuration gives to a system ({@code settings.approvals.kinds}): refund,
 *                    paid-repair, goodwill, warranty-exception …
 * @param subjectType {@code rma} or {@code warranty}
 * @param subjectId   id of the case or warranty
 * @param subject     its number or serial, for people
 * @param caseId      the case that waits for it and shows it on its timeline, or null
 * @param reason      what the approver has to know
 * @param amount      with {@code currency} (ISO 4217), or both null
 * @param details     JSON object; goes to the mapping and comes back with the decision. May be null
 * @param requestedBy who or what asks
 * @param causeId     the message, command or timer that led to it
 */
public record NewApproval(String orgId, String kind, String subjectType, UUID subjectId, String subject, UUID caseId,
                          String reason, BigDecimal amount, String currency, JsonNode details, String requestedBy,
                          UUID causeId) {

    public NewApproval {
        if ((amount == null) != (currency == null)) {
            throw new IllegalArgumentException("An amount has a currency, and a currency an amount");
        }
    }
}
