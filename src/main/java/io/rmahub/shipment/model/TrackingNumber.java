package io.rmahub.shipment.model;

import java.util.Locale;
import java.util.regex.Pattern;

/** The form in which numbers of parcels are compared. */
public final class TrackingNumber {

    /** People and carriers group digits with blanks and dashes of any kind. */
    private static final Pattern GROUPING = Pattern.compile("[\\s\\p{Z}\\p{Pd}]+");

    private TrackingNumber() {
    }

    /** Upper case, without blanks and dashes. */
    public static String normalised(String number) {
        return GROUPING.matcher(number).replaceAll("").toUpperCase(Locale.ROOT);
    }
}
