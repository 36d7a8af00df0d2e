package io.rmahub.warranty.model;

/** What a value must be so that a rule can be decided by it. */
final class Require {

    /** A hundred years; more is a slip of the pen. */
    private static final int LONGEST_MONTHS = 1200;

    private Require() {
    }

    static void text(String field, String value) {
        if (value == null || value.isBlank()) {
            throw new IllegalArgumentException("\"" + field + "\" is missing");
        }
    }

    static void months(String field, int months) {
        if (months <= 0 || months > LONGEST_MONTHS) {
            throw new IllegalArgumentException(
                    "\"" + field + "\" is " + months + "; it must be 1 to " + LONGEST_MONTHS);
        }
    }
}
