package io.rmahub.unit;

import com.ethlo.time.DateTime;
import com.ethlo.time.ITU;
import io.rmahub.engine.processing.InvalidMessageException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;

/** Reads times as clouds write them: RFC 3339, ISO without an offset, seconds or milliseconds since 1970. */
final class ObservedTime {

    /** A number from here on cannot be seconds: it would be the year 5138. */
    private static final long FIRST_MILLIS = 100_000_000_000L;

    private ObservedTime() {
    }

    /** Truncated to the millisecond; {@code zone} is where a time without an offset was written. */
    static Instant of(String text, ZoneId zone) {
        String plain = text.strip();
        if (!plain.isEmpty() && plain.chars().allMatch(c -> c >= '0' && c <= '9') && plain.length() <= 18) {
            return of(Long.parseLong(plain));
        }
        try {
            DateTime time = ITU.parseLenient(plain);
            if (!time.includesGranularity(com.ethlo.time.Field.MINUTE)) {
                throw new InvalidMessageException("the observed time has no time of day");
            }
            Instant instant = time.getOffset().isPresent()
                    ? time.toInstant() : time.toLocalDatetime().atZone(zone).toInstant();
            return instant.truncatedTo(ChronoUnit.MILLIS);
        } catch (DateTimeException e) {
            // A leap second is one, too.
            throw new InvalidMessageException("the observed time is not a time");
        }
    }

    static Instant of(long number) {
        if (number <= 0) {
            throw new InvalidMessageException("the observed time is not a time");
        }
        return number >= FIRST_MILLIS ? Instant.ofEpochMilli(number) : Instant.ofEpochSecond(number);
    }
}
