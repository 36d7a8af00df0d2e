package io.rmahub.warranty.api;

/** What single fields of a unit may hold, and how a caller is told. */
final class UnitRules {

    static final String SERIAL = "[\\x21-\\x7E]{1,64}";
    static final String SERIAL_MESSAGE = "at most 64 characters without spaces";
    static final String EMAIL = "[^\\s@<>,;]+@[^\\s@<>,;]+\\.[^\\s@<>,;]+";
    static final String EMAIL_MESSAGE = "an e-mail address";
    static final String LANGUAGE = "(?i)en|de|pl";
    static final String LANGUAGE_MESSAGE = "one of en, de, pl";
    /** More places after the point are no measurement. */
    static final int FRACTION = 30;
    static final String AMOUNT_MESSAGE = "a number above 0 with at most 12 digits before the point";

    private UnitRules() {
    }
}
