package io.rmahub.console;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * Writes instants for people: in UTC, and as a distance from the time of the figures.
 *
 * @param now when the figures were read
 */
record Times(Instant now) {

    private static final DateTimeFormatter EXACT =
            DateTimeFormatter.ofPattern("d MMM yyyy, HH:mm:ss 'UTC'", Locale.ENGLISH).withZone(ZoneOffset.UTC);

    public String exact(Instant instant) {
        return EXACT.format(instant);
    }

    /** For example {@code 12 s ago}, {@code 3 h ago}, {@code in 5 min}. */
    public String distance(Instant instant) {
        Duration past = Duration.between(instant, now);
        return past.isNegative() ? "in " + length(past.negated()) : length(past) + " ago";
    }

    private static String length(Duration duration) {
        long seconds = duration.toSeconds();
        if (seconds < 60) {
            return seconds + " s";
        }
        if (seconds < 3600) {
            return duration.toMinutes() + " min";
        }
        return seconds < 172_800 ? duration.toHours() + " h" : duration.toDays() + " days";
    }
}
