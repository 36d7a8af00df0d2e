package io.rmahub.warranty;

import java.time.LocalDate;
import java.util.Objects;

/**
 * One row of the policy file: units of this family, in this region, sold in this time, are covered for so
 * many months from the anchor. The last day is covered. Months are calendar months: a term that starts on
 * the 31st ends on the last day of a shorter month.
 *
 * @param family     product family, or {@code *} for every family without a row of its own
 * @param region     name of a region, or {@code default} for everywhere
 * @param soldFrom   first day of sale that the row is for, or null
 * @param soldUntil  last day of sale that the row is for, or null
 * @param clause     where the terms say so
 */
record WarrantyPolicy(
        String id,
        String family,
        String region,
        LocalDate soldFrom,
        LocalDate soldUntil,
        int termMonths,
        Anchor anchor,
        String clause) {

    private static final String ANY = "*";
    /** A hundred years; more is a slip of the pen. */
    private static final int LONGEST_TERM = 1200;

    WarrantyPolicy {
        requireText(id, "id");
        requireText(family, "family");
        requireText(region, "region");
        requireText(clause, "clause");
        Objects.requireNonNull(anchor, "\"anchor\" is missing");
        if (termMonths <= 0 || termMonths > LONGEST_TERM) {
            throw new IllegalArgumentException(
                    "\"termMonths\" is " + termMonths + "; it must be 1 to " + LONGEST_TERM);
        }
        if (soldFrom != null && soldUntil != null && soldUntil.isBefore(soldFrom)) {
            throw new IllegalArgumentException("\"soldUntil\" is before \"soldFrom\"");
        }
    }

    /** Why this row is not for the unit, or null when it is. */
    String mismatch(CoverageQuestion question, Regions regions) {
        if (!family.equals(ANY) && !family.equalsIgnoreCase(question.family())) {
            return "for family " + family;
        }
        if (!regions.contains(region, question.country())) {
            return "for region " + region;
        }
        LocalDate start = question.date(anchor);
        if (start == null) {
            return anchor + " date is not known";
        }
        // The terms of the day of sale hold. Without a proof of purchase the anchor is the nearest known day.
        LocalDate sold = question.purchasedOn() != null ? question.purchasedOn() : start;
        if (soldFrom != null && sold.isBefore(soldFrom)) {
            return "for units sold from " + soldFrom;
        }
        if (soldUntil != null && sold.isAfter(soldUntil)) {
            return "for units sold until " + soldUntil;
        }
        return null;
    }

    /** The last covered day for a term that starts on this day. */
    LocalDate lastDay(LocalDate start) {
        return start.plusMonths(termMonths);
    }

    private static void requireText(String value, String field) {
        if (value == null || value.isBlank()) {
            throw new IllegalArgumentException("\"" + field + "\" is missing");
        }
    }
}
