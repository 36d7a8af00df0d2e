package io.rmahub.rma.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import com.fasterxml.jackson.databind.JsonNode;
import io.rmahub.rma.model.CaseWarning;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * A case as the API shows it: {@code RmaCase} in {@code openapi/rma.yaml}. What is null is left out; states and codes
 * go by their wire names.
 *
 * @param ticket    the ticket of the report, as its system has it
 * @param approvals how far each approval has come, by the name of the system that decides
 * @param version   rises with each change; the entity tag
 */
@JsonInclude(Include.NON_NULL)
public record CaseView(
        UUID id,
        String orgId,
        String number,
        String externalRef,
        String customerId,
        String customerEmail,
        String installerEmail,
        String siteId,
        String siteCountry,
        String assetId,
        String language,
        String ticketId,
        String taskId,
        String status,
        String resolutionType,
        String resolutionNotes,
        String priority,
        String caseType,
        String reasonCode,
        String faultDescription,
        List<String> faultCodes,
        String firmware,
        String reportedBy,
        String serialNumber,
        String productSku,
        String orderRef,
        String orderLine,
        String warrantyClaimId,
        String warrantyOutcome,
        boolean underContract,
        String repairKind,
        Map<String, String> approvals,
        BigDecimal refundAmount,
        String refundCurrency,
        String team,
        String assignee,
        List<String> tags,
        boolean visitNeeded,
        boolean unitWithUs,
        boolean returnAwaited,
        int standbyOut,
        Integer csat,
        Instant openedAt,
        Instant dueAt,
        Instant statusAt,
        Instant resolvedAt,
        Instant closedAt,
        UUID decisionId,
        UUID messageId,
        JsonNode ticket,
        List<CaseWarning> warnings,
        int version) {
}
