package io.rmahub.rma.model;

import io.rmahub.rma.model.routing.Priority;
import io.rmahub.rma.model.routing.ReasonCode;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * One case of after-sales work on one unit.
 *
 * @param number         {@code RMA-YYYY-NNNNN}, unique in the organisation
 * @param externalRef    identifies the report at its source
 * @param ticketId       the linked helpdesk ticket, or null
 * @param taskId         the on-site task, or null
 * @param resolutionType null until decided
 * @param dueAt          end of the service-level window
 * @param closedAt       null while open
 */
public record RmaCase(
        UUID id,
        String orgId,
        String number,
        String externalRef,
        String customerId,
        String customerEmail,
        String siteId,
        String assetId,
        String siteCountry,
        String language,
        String ticketId,
        String taskId,
        CaseStatus status,
        ResolutionType resolutionType,
        Priority priority,
        String caseType,
        ReasonCode reasonCode,
        String faultDescription,
        List<String> faultCodes,
        String reportedBy,
        String serialNumber,
        String productSku,
        String team,
        boolean visitNeeded,
        Instant openedAt,
        Instant dueAt,
        Instant closedAt) {
}
