package io.rmahub.warranty.model;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What is known of a unit. Everything may be null: not known. Dates are days at the site.
 *
 * @param family         product family as the catalogue names it
 * @param ratedKw        rated power in kW
 * @param nominalKwh     nominal energy of the battery in kWh
 * @param country        ISO 3166-1 alpha-2 code of the site
 * @param zone           of the site; null: the usual one of the country
 * @param purchasedOn    the purchase by the end customer
 * @param purchaseProven true: an invoice was seen; false: there is none; null: nobody has looked yet
 */
public record UnitFacts(
        String serialNumber,
        String family,
        BigDecimal ratedKw,
        BigDecimal nominalKwh,
        String country,
        ZoneId zone,
        LocalDate producedOn,
        LocalDate purchasedOn,
        Boolean purchaseProven,
        LocalDate installedOn,
        LocalDate registeredOn) {

    static final UnitFacts NOTHING =
            new UnitFacts(null, null, null, null, null, null, null, null, null, null, null);

    /** The day that a term counts from, or null. */
    public LocalDate date(Anchor anchor) {
        return switch (anchor) {
            case PURCHASE -> purchasedOn;
            case INSTALLATION -> installedOn;
            case PRODUCTION -> producedOn;
        };
    }

    /**
     * The day of sale, by which a row of the policies is chosen: the terms of that day hold. A purchase that has
     * no proof is not taken for it while another day is known, so that nobody chooses the terms by claiming a day.
     */
    LocalDate soldOn() {
        LocalDate sold = Boolean.FALSE.equals(purchaseProven) ? null : purchasedOn;
        return Stream.of(Optional.ofNullable(sold), Optional.ofNullable(installedOn),
                        Optional.ofNullable(producedOn), Optional.ofNullable(purchasedOn))
                .flatMap(Optional::stream).findFirst().orElse(null);
    }

    /** These facts, with what is missing filled from others. */
    UnitFacts or(UnitFacts other) {
        boolean ownPurchase = purchasedOn != null;
        return new UnitFacts(
                first(serialNumber, other.serialNumber), first(family, other.family),
                first(ratedKw, other.ratedKw), first(nominalKwh, other.nominalKwh),
                first(country, other.country), first(zone, other.zone),
                first(producedOn, other.producedOn), first(purchasedOn, other.purchasedOn),
                // A proof belongs to the day that it proves.
                ownPurchase ? purchaseProven : first(purchaseProven, other.purchaseProven),
                first(installedOn, other.installedOn), first(registeredOn, other.registeredOn));
    }

    /** What is known, by name, in the order of the record. */
    Map<String, Object> values() {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("serialNumber", serialNumber);
        values.put("family", family);
        values.put("ratedKw", ratedKw);
        values.put("nominalKwh", nominalKwh);
        values.put("country", country);
        values.put("zone", zone);
        values.put("producedOn", producedOn);
        values.put("purchasedOn", purchasedOn);
        values.put("purchaseProven", purchaseProven);
        values.put("installedOn", installedOn);
        values.put("registeredOn", registeredOn);
        values.values().removeIf(Objects::isNull);
        return values;
    }

    private static <T> T first(T value, T other) {
        return value != null ? value : other;
    }
}
