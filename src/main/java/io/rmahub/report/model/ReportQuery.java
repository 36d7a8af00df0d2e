package io.rmahub.report.model;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;

/**
 * What a report is to be about.
 *
 * @param from  the first day, in the zone in which days are counted
 * @param to    the last day, which is part of it
 * @param by    one of {@link ReportKind#groups}
 * @param limit the most rows
 */
public record ReportQuery(String orgId, ReportKind kind, LocalDate from, LocalDate to, Period period, String by,
                          int limit) {

    /** The most rows that a report has. */
    public static final int LARGEST_LIMIT = 10_000;

    /** @throws IllegalArgumentException saying in words for people why there is no such report */
    public ReportQuery {
        if (to.isBefore(from)) {
            throw new IllegalArgumentException("the first day must not be after the last one");
        }
        if (ChronoUnit.DAYS.between(from, to) >= period.mostDays()) {
            throw new IllegalArgumentException("by " + period.wireName() + " a report has at most "
                    + period.mostDays() + " days; by month there is no limit");
        }
        if (!kind.groups().contains(by)) {
            throw new IllegalArgumentException("by is one of " + kind.groups());
        }
        if (limit < 1 || limit > LARGEST_LIMIT) {
            throw new IllegalArgumentException("limit is a number from 1 to " + LARGEST_LIMIT);
        }
    }

    /** The first day unless another one is asked for: a year before the last one, or as many days as there may be. */
    public static LocalDate usualFrom(Period period, LocalDate to) {
        LocalDate yearBefore = to.minusYears(1).plusDays(1);
        LocalDate earliest = to.minusDays(Math.min(period.mostDays(), 400) - 1L);
        return earliest.isAfter(yearBefore) ? earliest : yearBefore;
    }

    /** The day after the last one. */
    public LocalDate end() {
        return to.plusDays(1);
    }

    /** The first day of the first week or month that is added up as a whole; {@link #end} if there is none. */
    public LocalDate firstWhole() {
        LocalDate first = period.startOf(from).equals(from) ? from : period.startAfter(from);
        return first.isBefore(period.startOf(end())) ? first : end();
    }

    /** The day after the last week or month that is added up as a whole; {@link #end} if there is none. */
    public LocalDate endWhole() {
        return firstWhole().equals(end()) ? end() : period.startOf(end());
    }
}
