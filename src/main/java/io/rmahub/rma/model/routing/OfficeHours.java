package io.rmahub.rma.model.routing;

import java.time.DayOfWeek;
import java.time.LocalTime;
import java.util.EnumSet;
import java.util.Set;

/** When work is done on site, in local time: 8x5 is 09:00 to 17:00, Monday to Friday. */
public record OfficeHours(LocalTime from, LocalTime until, Set<DayOfWeek> days) {

    public OfficeHours {
        if (from == null || until == null || !from.isBefore(until)) {
            throw new IllegalArgumentException("\"from\" must be before \"until\"");
        }
        if (days == null || days.isEmpty()) {
            throw new IllegalArgumentException("\"days\" must name a day of the week");
        }
        days = Set.copyOf(days);
    }

    @Override
    public String toString() {
        return from + "-" + until + " on " + EnumSet.copyOf(days);
    }
}
