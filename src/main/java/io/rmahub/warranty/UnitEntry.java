package io.rmahub.warranty;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rmahub.warranty.model.UnitFacts;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;

/**
 * What somebody enters of a unit, checked field by field. A field that is missing states nothing.
 */
final class UnitEntry {

    /** Every field of a unit, as the API names them. */
    static final Set<String> FIELDS = Set.of("serialNumber", "productId", "productFamily", "ratedKw", "nominalKwh",
            "siteCountry", "siteZone", "siteAddress", "customerId", "customerEmail", "installerEmail", "language",
            "producedOn", "purchasedOn", "purchaseProven", "purchaseProof", "installedOn", "replaces");

    private static final Set<String> COUNTRIES = Set.of(Locale.getISOCountries());
    private static final Set<String> LANGUAGES = Set.of("en", "de", "pl");
    /** Before that nobody made such a unit; an earlier day is a slip of the pen. */
    private static final LocalDate FIRST_UNITS = LocalDate.of(2000, 1, 1);
    private static final int LONGEST_TEXT = 200;
    private static final int LONGEST_SERIAL = 64;

    private final JsonNode entered;
    private final LocalDate latest;

    /** @param today in UTC; at a site in the east it may be a day later already */
    UnitEntry(JsonNode entered, LocalDate today) {
        this.entered = entered;
        this.latest = today.plusDays(1);
    }

    /** A misspelt field would otherwise state nothing, and nobody would hear of it. */
    static void requireOnly(Set<String> known, JsonNode entered) {
        entered.fieldNames().forEachRemaining(field -> {
            if (!known.contains(field)) {
                throw WarrantyRefusedException.impossible(field, "there is no such field");
            }
        });
    }

    String serialNumber() {
        String serial = text("serialNumber");
        if (serial == null) {
            throw WarrantyRefusedException.impossible("serialNumber", "is missing");
        }
        if (serial.length() > LONGEST_SERIAL || !serial.matches("[\\x21-\\x7E]+")) {
            throw WarrantyRefusedException.impossible("serialNumber", "is at most " + LONGEST_SERIAL + " characters without spaces");
        }
        return serial;
    }

    /** The facts for the rules; days are checked against each other too, with what is known for those not entered. */
    UnitFacts facts(String serialNumber, UnitFacts known, LocalDate registeredOn) {
        LocalDate produced = day("producedOn");
        LocalDate purchased = day("purchasedOn");
        LocalDate installed = day("installedOn");
        inOrder("purchasedOn", purchased, "producedOn", produced, known);
        inOrder("installedOn", installed, "producedOn", produced, known);
        return new UnitFacts(serialNumber, text("productFamily"), positive("ratedKw"), positive("nominalKwh"), country(),
                zone(), produced, purchased, proven(), installed, registeredOn);
    }

    private void inOrder(String laterField, LocalDate later, String earlierField, LocalDate earlier, UnitFacts known) {
        LocalDate first = earlier != null ? earlier : known == null ? null : known.producedOn();
        LocalDate second = later != null ? later : known == null ? null
                : laterField.equals("purchasedOn") ? known.purchasedOn() : known.installedOn();
        if (first != null && second != null && second.isBefore(first)) {
            throw WarrantyRefusedException.impossible(later != null ? laterField : earlierField,
                    laterField + " " + second + " is before " + earlierField + " " + first);
        }
    }

    String text(String field) {
        JsonNode value = entered.path(field);
        if (value.isMissingNode() || value.isNull() || value.asText().isBlank()) {
            return null;
        }
        String text = value.asText().strip();
        if (!value.isValueNode() || text.length() > LONGEST_TEXT || text.indexOf('\0') >= 0) {
            throw WarrantyRefusedException.impossible(field, "is a text of at most " + LONGEST_TEXT + " characters");
        }
        return text;
    }

    String email(String field) {
        String text = text(field);
        if (text != null && !text.matches("[^\\s@<>,;]+@[^\\s@<>,;]+\\.[^\\s@<>,;]+")) {
            throw WarrantyRefusedException.impossible(field, "is not an e-mail address");
        }
        return text;
    }

    String language() {
        String language = text("language");
        if (language != null && !LANGUAGES.contains(language.toLowerCase(Locale.ROOT))) {
            throw WarrantyRefusedException.impossible("language", "is one of en, de, pl");
        }
        return language == null ? null : language.toLowerCase(Locale.ROOT);
    }

    LocalDate day(String field) {
        String text = text(field);
        if (text == null) {
            return null;
        }
        LocalDate day = date(field, text);
        if (day.isBefore(FIRST_UNITS)) {
            throw WarrantyRefusedException.impossible(field, text + " is before the first unit was made");
        }
        if (day.isAfter(latest)) {
            throw WarrantyRefusedException.impossible(field, text + " is in the future");
        }
        return day;
    }

    /** A date of any time. */
    static LocalDate date(String field, String text) {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeParseException e) {
            throw WarrantyRefusedException.impossible(field, text + " is not a date as in 2026-03-14");
        }
    }

    BigDecimal positive(String field) {
        String text = text(field);
        if (text == null) {
            return null;
        }
        try {
            BigDecimal number = new BigDecimal(text);
            if (number.signum() > 0 && number.precision() - number.scale() <= 12) {
                return number;
            }
        } catch (NumberFormatException e) {
            // Said below.
        }
        throw WarrantyRefusedException.impossible(field, text + " is not a number above 0");
    }

    <E extends Enum<E>> E oneOf(String field, Class<E> type) {
        String text = text(field);
        return Arrays.stream(type.getEnumConstants()).filter(value -> value.name().equals(text)).findFirst()
                .orElseThrow(() -> WarrantyRefusedException.impossible(field, "is one of " + Arrays.toString(type.getEnumConstants())));
    }

    boolean flag(String field) {
        Boolean value = truth(field);
        return value != null && value;
    }

    private Boolean proven() {
        Boolean told = truth("purchaseProven");
        return told == null && text("purchaseProof") != null ? Boolean.TRUE : told;
    }

    private Boolean truth(String field) {
        String text = text(field);
        if (text == null || text.equals("true") || text.equals("false")) {
            return text == null ? null : Boolean.valueOf(text);
        }
        throw WarrantyRefusedException.impossible(field, "is true or false");
    }

    private String country() {
        String country = text("siteCountry");
        if (country != null && !COUNTRIES.contains(country.toUpperCase(Locale.ROOT))) {
            throw WarrantyRefusedException.impossible("siteCountry", country + " is not an ISO 3166-1 alpha-2 code");
        }
        return country == null ? null : country.toUpperCase(Locale.ROOT);
    }

    private ZoneId zone() {
        String zone = text("siteZone");
        try {
            return zone == null ? null : ZoneId.of(zone);
        } catch (DateTimeException e) {
            throw WarrantyRefusedException.impossible("siteZone", zone + " is not a time zone as in Europe/Berlin");
        }
    }

    ObjectNode asEntered() {
        return (ObjectNode) entered;
    }
}
