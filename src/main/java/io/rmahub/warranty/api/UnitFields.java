package io.rmahub.warranty.api;

import io.rmahub.engine.web.FieldProblem;
import io.rmahub.warranty.Contact;
import io.rmahub.warranty.model.UnitFacts;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/** What registrations and corrections say of a unit; a field that is null says nothing. */
interface UnitFields extends ConsistentFields {

    Set<String> COUNTRIES = Set.of(Locale.getISOCountries());

    String productId();

    String productFamily();

    BigDecimal ratedKw();

    BigDecimal nominalKwh();

    /** ISO 3166-1 alpha-2, in whatever case. */
    String siteCountry();

    String siteZone();

    String siteAddress();

    String customerId();

    String customerEmail();

    String installerEmail();

    String language();

    LocalDate producedOn();

    LocalDate purchasedOn();

    Boolean purchaseProven();

    String purchaseProof();

    LocalDate installedOn();

    /**
     * The facts for the rules. Whoever says where the proof of the purchase is to be found says that there is one.
     *
     * @param catalogueFamily the family if none is named, or null
     */
    default UnitFacts facts(String serialNumber, String catalogueFamily, LocalDate registeredOn) {
        Boolean proven = purchaseProven() == null && purchaseProof() != null ? Boolean.TRUE : purchaseProven();
        return new UnitFacts(serialNumber, productFamily() == null ? catalogueFamily : productFamily(), ratedKw(),
                nominalKwh(), upper(siteCountry()), siteZone() == null ? null : ZoneId.of(siteZone()), producedOn(),
                purchasedOn(), proven, installedOn(), registeredOn);
    }

    /** What is no fact for the rules. */
    default Contact contact() {
        return new Contact(productId(), siteAddress(), customerId(), customerEmail(), installerEmail(),
                language() == null ? null : language().toLowerCase(Locale.ROOT), purchaseProof());
    }

    /** What is wrong with the days beside those that are known of the unit. */
    default List<FieldProblem> daysOutOfOrder(UnitFacts known) {
        return UnitDays.outOfOrder(this, known.producedOn(), known.purchasedOn(), known.installedOn());
    }

    @Override
    default List<FieldProblem> problems(LocalDate today) {
        List<FieldProblem> problems = new ArrayList<>();
        if (siteCountry() != null && !COUNTRIES.contains(upper(siteCountry()))) {
            problems.add(new FieldProblem("/siteCountry", "an ISO 3166-1 alpha-2 code, for example DE"));
        }
        if (siteZone() != null && !isZone(siteZone())) {
            problems.add(new FieldProblem("/siteZone", "a time zone, for example Europe/Berlin"));
        }
        Stream.of(UnitDays.problems("producedOn", producedOn(), today),
                UnitDays.problems("purchasedOn", purchasedOn(), today),
                UnitDays.problems("installedOn", installedOn(), today),
                UnitDays.outOfOrder(this, null, null, null)).forEach(problems::addAll);
        return problems;
    }

    private static String upper(String country) {
        return country == null ? null : country.toUpperCase(Locale.ROOT);
    }

    private static boolean isZone(String zone) {
        try {
            ZoneId.of(zone);
            return true;
        } catch (DateTimeException e) {
            // It is told as a problem of its field.
            return false;
        }
    }
}
