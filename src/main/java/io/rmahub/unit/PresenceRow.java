package io.rmahub.unit;

import io.rmahub.unit.model.Coverage.Range;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;

/**
 * A part of a unit's coverage within one month (UTC).
 *
 * @param month  first day of the month
 * @param online what is covered: readings that say online, or that say offline
 * @param from   milliseconds since 1970, inclusive
 * @param to     exclusive
 */
record PresenceRow(String serial, LocalDate month, boolean online, long from, long to) {

    /** Splits a range at the turns of months; the parts touch, so together they are the range again. */
    static void split(String serial, boolean online, Range range, List<PresenceRow> rows) {
        long from = range.from();
        while (from < range.to()) {
            YearMonth month = YearMonth.from(Instant.ofEpochMilli(from).atOffset(ZoneOffset.UTC));
            long next = month.plusMonths(1).atDay(1).atStartOfDay(ZoneOffset.UTC).toInstant().toEpochMilli();
            long to = Math.min(range.to(), next);
            rows.add(new PresenceRow(serial, month.atDay(1), online, from, to));
            from = to;
        }
    }
}
