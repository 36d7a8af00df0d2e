package io.rmahub.rma.model.sla;

import io.rmahub.rma.model.routing.OfficeHours;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.function.Predicate;

/** The working time of one site: its office hours, in its time zone, without its public holidays. */
public final class SiteCalendar implements WorkTime {

    private final OfficeHours hours;
    private final ZoneId zone;
    private final Predicate<LocalDate> holiday;
    private final List<String> notes;

    SiteCalendar(OfficeHours hours, ZoneId zone, Predicate<LocalDate> holiday, List<String> notes) {
        this.hours = hours;
        this.zone = zone;
        this.holiday = holiday;
        this.notes = List.copyOf(notes);
    }

    /** How the time is counted, and what had to be assumed; each a sentence for a person. */
    public List<String> notes() {
        return notes;
    }

    /** Whether work is done at the site on this day. */
    public boolean isWorkingDay(LocalDate day) {
        return hours.days().contains(day.getDayOfWeek()) && !holiday.test(day);
    }

    @Override
    public Duration between(Instant from, Instant to) {
        Duration workTime = Duration.ZERO;
        LocalDate last = day(to);
        for (LocalDate day = day(from); !day.isAfter(last); day = day.plusDays(1)) {
            if (isWorkingDay(day)) {
                Instant start = later(from, opens(day));
                Instant end = earlier(to, closes(day));
                workTime = workTime.plus(end.isAfter(start) ? Duration.between(start, end) : Duration.ZERO);
            }
        }
        return workTime;
    }

    @Override
    public Instant after(Instant from, Duration work) {
        Duration left = work;
        LocalDate day = day(from);
        while (left.compareTo(Duration.ZERO) > 0) {
            if (isWorkingDay(day)) {
                Instant start = later(from, opens(day));
                Duration room = Duration.between(start, closes(day));
                if (room.compareTo(left) >= 0) {
                    return start.plus(left);
                }
                left = room.isNegative() ? left : left.minus(room);
            }
            day = day.plusDays(1);
        }
        return from;
    }

    private LocalDate day(Instant at) {
        return at.atZone(zone).toLocalDate();
    }

    private Instant opens(LocalDate day) {
        return day.atTime(hours.from()).atZone(zone).toInstant();
    }

    private Instant closes(LocalDate day) {
        return day.atTime(hours.until()).atZone(zone).toInstant();
    }

    private static Instant later(Instant a, Instant b) {
        return a.isAfter(b) ? a : b;
    }

    private static Instant earlier(Instant a, Instant b) {
        return a.isBefore(b) ? a : b;
    }
}
