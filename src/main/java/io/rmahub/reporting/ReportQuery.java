package io.rmahub.reporting;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;

/**
 * What a report is to be about.
 *
 * @param from  the first day, in the zone in which days are counted ({@link ReportSettings#zone})
 * @param to    the last day, which is part of it
 * @param by    one of {@link ReportKind#groups}
 * @param limit the most rows
 */
public record ReportQuery(String orgId, ReportKind kind, LocalDate from, LocalDate to, Period period, String by,
                          int limit) {

    /** The most rows that a report has. */
    public static final int LARGEST_LIMIT = 10_000;
    /** A report by days or weeks reads a row of figures for each day, so its time is bounded. */
    public static final int MOST_DAYS_ONE_BY_ONE = 800;

    public ReportQuery {
        if (to.isBefore(from)) {
            throw new IllegalArgumentException("from must not be after to");
        }
        if (!period.ofWholeMonths() && ChronoUnit.DAYS.between(from, to) >= MOST_DAYS_ONE_BY_ONE) {
            throw new IllegalArgumentException("By " + period.wireName() + " a report has at most "
                    + MOST_DAYS_ONE_BY_ONE + " days; by month it has no limit");
        }
        if (!kind.groups().contains(by)) {
            throw new IllegalArgumentException("by is one of " + kind.groups());
        }
        if (limit < 1 || limit > LARGEST_LIMIT) {
            throw new IllegalArgumentException("limit is a number from 1 to " + LARGEST_LIMIT);
        }
    }

    /** The day after the last one. */
    LocalDate end() {
        return to.plusDays(1);
    }

    /** The first day of the first month that is added up as a whole; {@link #end} if there is none. */
    LocalDate firstMonth() {
        LocalDate first = from.getDayOfMonth() == 1 ? from : from.with(TemporalAdjusters.firstDayOfNextMonth());
        return period.ofWholeMonths() && first.isBefore(endMonthOfRange()) ? first : end();
    }

    /** The day after the last month that is added up as a whole; {@link #end} if there is none. */
    LocalDate endMonth() {
        return firstMonth().equals(end()) ? end() : endMonthOfRange();
    }

    private LocalDate endMonthOfRange() {
        return end().withDayOfMonth(1);
    }
}
