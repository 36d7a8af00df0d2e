package io.rmahub.warranty.api;

import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Positive;
import java.math.BigDecimal;
import java.time.LocalDate;

/**
 * A unit to be registered. Days are days at the site.
 *
 * @param productId      SKU; the catalogue gives the family if it is not named
 * @param ratedKw        rated power in kW
 * @param nominalKwh     nominal energy in kWh
 * @param siteCountry    ISO 3166-1 alpha-2
 * @param purchaseProof  where the invoice is to be found
 * @param replaces       serial number of the registered unit that this one replaces
 */
@Consistent
public record RegistrationRequest(
        @NotNull(message = "is missing") @Pattern(regexp = UnitRules.SERIAL, message = UnitRules.SERIAL_MESSAGE)
        String serialNumber,
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
        LocalDate installedOn,
        @ShortText String replaces) implements UnitFields {
}
