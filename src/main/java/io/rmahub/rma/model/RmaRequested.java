package io.rmahub.rma.model;

import io.rmahub.rma.model.routing.Priority;
import io.rmahub.rma.model.routing.ReasonCode;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;

/**
 * The fact that somebody reported a unit: the data of the canonical message {@code rma.requested.v1}.
 *
 * <p>{@code externalRef}, {@code ticket}, {@code reasonCode}, {@code priority} and {@code faultDescription}
 * are always there; anything else may be null, and a missing list is empty.
 *
 * @param externalRef identifies the report at its source, for example {@code helpdesk:ticket:1234}
 * @param siteCountry ISO 3166-1 alpha-2
 * @param language    {@code en}, {@code de} or {@code pl}
 * @param reportedAt  with the offset of the place of reporting, so that its calendar day is known
 */
public record RmaRequested(
        String externalRef,
        Ticket ticket,
        String serialNumber,
        String productSku,
        String customerId,
        String customerEmail,
        String siteId,
        String assetId,
        String siteCountry,
        String language,
        String caseType,
        ReasonCode reasonCode,
        Priority priority,
        String faultDescription,
        List<String> faultCodes,
        String reportedBy,
        OffsetDateTime reportedAt,
        boolean visitRequested,
        LocalDate purchasedOn,
        LocalDate installedOn,
        LocalDate producedOn) {

    public RmaRequested {
        faultCodes = faultCodes == null ? List.of() : List.copyOf(faultCodes);
    }

    /** The helpdesk ticket that the report came in; all but {@code system} and {@code id} may be null. */
    public record Ticket(
            String system,
            String id,
            String subject,
            String body,
            String queueId,
            String queueName,
            String categoryId,
            String statusId,
            Map<String, String> customFields,
            OffsetDateTime createdAt) {

        public Ticket {
            customFields = customFields == null ? Map.of() : Map.copyOf(customFields);
        }
    }
}
