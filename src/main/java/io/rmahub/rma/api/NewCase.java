package io.rmahub.rma.api;

import io.rmahub.rma.model.routing.Priority;
import io.rmahub.rma.model.routing.ReasonCode;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.List;

/**
 * A report that opens a case. Everything but the description of the fault may be missing.
 *
 * @param externalRef identifies the report at its sender; a second one with it is refused
 * @param siteCountry ISO 3166-1 alpha-2
 */
public record NewCase(
        @ShortText String externalRef,
        @ShortText String ticketId,
        @ShortText String caseType,
        ReasonCode reasonCode,
        Priority priority,
        @NotNull(message = "required: a text of at most 4000 characters") @LongText String faultDescription,
        @Size(max = 50, message = "a list of at most 50 texts")
        List<@NotNull(message = "a text") @ShortText String> faultCodes,
        @ShortText String firmware,
        @ShortText String customerId,
        @ShortText String customerEmail,
        @ShortText String installerEmail,
        @ShortText String siteId,
        @Pattern(regexp = "[A-Z]{2}", message = "a country, ISO 3166-1 alpha-2, for example DE") String siteCountry,
        @ShortText String assetId,
        @Pattern(regexp = "en|de|pl", message = "one of en, de, pl") String language,
        @ShortText String reportedBy,
        @ShortText String serialNumber,
        @ShortText String productSku,
        @ShortText String orderRef,
        @ShortText String orderLine,
        @Size(max = 30, message = "a list of at most 30 texts")
        List<@NotNull(message = "a text") @Tag String> tags,
        Boolean visitRequested,
        LocalDate purchasedOn,
        LocalDate installedOn,
        LocalDate producedOn) {

    public NewCase {
        caseType = caseType == null ? "warranty" : caseType;
        reasonCode = reasonCode == null ? ReasonCode.OTHER : reasonCode;
        priority = priority == null ? Priority.NORMAL : priority;
        faultCodes = Texts.distinct(faultCodes);
        tags = Texts.distinct(tags);
        visitRequested = Boolean.TRUE.equals(visitRequested);
    }
}
