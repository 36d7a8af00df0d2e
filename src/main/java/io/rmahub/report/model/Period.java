package io.rmahub.report.model;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * Of what length the rows of a report are, and of what length the figures are that it adds up. Weeks begin on Monday
 * (ISO 8601).
 */
public enum Period {
    DAY("D", 62),
    WEEK("W", 400),
    MONTH("M", Integer.MAX_VALUE),
    /** One for the whole time of the report. */
    ALL("M", Integer.MAX_VALUE);

    private final String wholeSpan;
    private final int mostDays;

    Period(String wholeSpan, int mostDays) {
        this.wholeSpan = wholeSpan;
        this.mostDays = mostDays;
    }

    /** The name in the API, for example {@code week}. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The period of this name in the API. */
    public static Optional<Period> of(String wireName) {
        return Arrays.stream(values()).filter(period -> period.wireName().equals(wireName)).findFirst();
    }

    /** The longest report by this period, so that its time is bounded: with a million cases within 200 ms. */
    public int mostDays() {
        return mostDays;
    }

    /** The figures that are taken as a whole: {@code report_tally.span}. */
    public String wholeSpan() {
        return wholeSpan;
    }

    /** The first day of the figures that this day is in. */
    LocalDate startOf(LocalDate day) {
        return switch (wholeSpan) {
            case "W" -> day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
            case "M" -> day.withDayOfMonth(1);
            default -> day;
        };
    }

    /** The first day of the next ones. */
    LocalDate startAfter(LocalDate day) {
        return switch (wholeSpan) {
            case "W" -> startOf(day).plusWeeks(1);
            case "M" -> startOf(day).plusMonths(1);
            default -> day.plusDays(1);
        };
    }
}
