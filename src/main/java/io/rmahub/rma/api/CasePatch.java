package io.rmahub.rma.api;

import io.rmahub.rma.model.CaseMove;
import io.rmahub.rma.model.CaseStatus;
import io.rmahub.rma.model.ResolutionType;
import io.rmahub.rma.model.routing.Priority;
import io.rmahub.rma.model.routing.ReasonCode;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.openapitools.jackson.nullable.JsonNullable;

/**
 * What is to be another about a case. A field that is absent stays as it is; where it can be given as null, null
 * empties it.
 *
 * @param status        the state to come to, by whatever move leads there; not together with {@code move}
 * @param reason        why the case moves, for the timeline
 * @param underContract a service contract covers the unit
 * @param returnAwaited the faulty unit is expected back
 * @param visitNeeded   true asks for a visit; nothing takes that back
 */
@FieldsTogether
public record CasePatch(
        CaseStatus status,
        CaseMove move,
        @LongText String reason,
        JsonNullable<ResolutionType> resolutionType,
        JsonNullable<@LongText String> resolutionNotes,
        @Min(value = 1, message = CSAT) @Max(value = 5, message = CSAT) Integer csat,
        @DecimalMin(value = "0", inclusive = false, message = AMOUNT)
        @Digits(integer = 12, fraction = 2, message = AMOUNT)
        BigDecimal refundAmount,
        String refundCurrency,
        Priority priority,
        ReasonCode reasonCode,
        JsonNullable<@NotNull(message = "a text of at most 200 characters") @ShortText String> caseType,
        JsonNullable<@NotNull(message = "a text of at most 4000 characters") @LongText String> faultDescription,
        JsonNullable<@Size(max = 50, message = "a list of at most 50 texts")
                List<@NotNull(message = "a text") @ShortText String>> faultCodes,
        JsonNullable<@ShortText String> firmware,
        JsonNullable<@ShortText String> customerId,
        JsonNullable<@ShortText String> customerEmail,
        JsonNullable<@ShortText String> installerEmail,
        JsonNullable<@ShortText String> siteId,
        JsonNullable<@ShortText String> assetId,
        JsonNullable<@ShortText String> serialNumber,
        JsonNullable<@ShortText String> productSku,
        JsonNullable<@ShortText String> orderRef,
        JsonNullable<@ShortText String> orderLine,
        JsonNullable<@ShortText String> warrantyClaimId,
        JsonNullable<@ShortText String> taskId,
        JsonNullable<@ShortText String> assignee,
        JsonNullable<@Size(max = 30, message = "a list of at most 30 texts")
                List<@NotNull(message = "a text") @Tag String>> tags,
        Boolean underContract,
        Boolean returnAwaited,
        Boolean visitNeeded) implements FieldsTogether.Rules {

    static final String CSAT = "a whole number from 1 to 5";
    private static final String AMOUNT = "an amount above 0 with at most two decimals";
    private static final Set<String> CURRENCIES = Currency.getAvailableCurrencies().stream()
            .map(Currency::getCurrencyCode).collect(Collectors.toUnmodifiableSet());

    public CasePatch {
        faultCodes = Texts.distinct(faultCodes);
        tags = Texts.distinct(tags);
    }

    @Override
    public Map<String, String> violations() {
        Map<String, String> violations = new LinkedHashMap<>();
        if (move != null && status != null) {
            violations.put("move", "not together with status");
        }
        if (refundCurrency != null && !CURRENCIES.contains(refundCurrency)) {
            violations.put("refundCurrency", "a currency, ISO 4217, for example EUR");
        }
        return violations;
    }
}
