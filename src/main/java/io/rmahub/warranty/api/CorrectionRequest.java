package io.rmahub.warranty.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Positive;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * What is added to a registration or corrected; a field that is null stays as it is. See {@link RegistrationRequest}.
 */
@Consistent
@JsonInclude(JsonInclude.Include.NON_NULL)
public record CorrectionRequest(
        @ShortText String productId,
        @ShortText String productFamily,
        @Positive(message = UnitRules.AMOUNT_MESSAGE)
        @Digits(integer = 12, fraction = UnitRules.FRACTION, message = UnitRules.AMOUNT_MESSAGE) BigDecimal ratedKw,
        @Positive(message = UnitRules.AMOUNT_MESSAGE)
        @Digits(integer = 12, fraction = UnitRules.FRACTION, message = UnitRules.AMOUNT_MESSAGE) BigDecimal nominalKwh,
        String siteCountry,
        String siteZone,
        @ShortText String siteAddress,
        @ShortText String customerId,
        @ShortText @Pattern(regexp = UnitRules.EMAIL, message = UnitRules.EMAIL_MESSAGE) String customerEmail,
        @ShortText @Pattern(regexp = UnitRules.EMAIL, message = UnitRules.EMAIL_MESSAGE) String installerEmail,
        @Pattern(regexp = UnitRules.LANGUAGE, message = UnitRules.LANGUAGE_MESSAGE) String language,
        LocalDate producedOn,
        LocalDate purchasedOn,
        Boolean purchaseProven,
        @ShortText String purchaseProof,
        LocalDate installedOn) implements UnitFields {

    /** Whether it says anything that the rules decide by. */
    public boolean describesUnit() {
        return Stream.of(productFamily, ratedKw, nominalKwh, siteCountry, siteZone, producedOn, purchasedOn,
                purchaseProven, purchaseProof, installedOn).anyMatch(Objects::nonNull);
    }
}
