package io.rmahub.trial.sandbox;

import com.fasterxml.jackson.annotation.JsonFormat;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * One thing that happened to a parcel, in no carrier's form.
 *
 * @param status in words of the hub's own: PENDING, PICKED_UP … RETURNED; anything else is a code that nobody knows
 * @param at     with the offset of the place where it happened
 */
record Scan(String status,
            @JsonFormat(without = JsonFormat.Feature.ADJUST_DATES_TO_CONTEXT_TIME_ZONE) OffsetDateTime at,
            String city, String postalCode, String country, String text) {

    Scan {
        city = city == null ? "Berlin" : city;
        postalCode = postalCode == null ? "10115" : postalCode;
        country = country == null ? "DE" : country;
        text = text == null ? status.toLowerCase(Locale.ROOT).replace('_', ' ') : text;
    }

    Instant instant() {
        return at.toInstant();
    }

    String local(String pattern) {
        return at.format(DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH));
    }

    String utc(String pattern) {
        return at.withOffsetSameInstant(ZoneOffset.UTC).format(DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH));
    }
}
