package io.rmahub.engine.ledger;

import java.util.Locale;

/**
 * Something people search by.
 *
 * @param kind  {@code rma}, {@code serial}, {@code ticket}, {@code customer} …
 * @param value lower case, at most 200 characters
 */
public record BusinessKey(String kind, String value) {

    private static final int LONGEST = 200;

    public BusinessKey {
        value = normalised(value);
    }

    /** The form in which values are stored and searched. */
    public static String normalised(String value) {
        String trimmed = value.strip().toLowerCase(Locale.ROOT).replace("\u0000", "");
        return trimmed.length() <= LONGEST ? trimmed : trimmed.substring(0, LONGEST);
    }
}
