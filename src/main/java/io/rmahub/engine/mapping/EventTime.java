package io.rmahub.engine.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.TemporalAccessor;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/**
 * The moment of a tracking event, read from the forms that a sender uses.
 *
 * @param at          the moment with the offset that was sent, or that the zone has then
 * @param zoneAssumed no offset was sent; in the hour that the clock repeats in autumn the earlier instant is
 *                    taken, in the hour that it skips in spring the time moves forward by the gap
 * @param dateOnly    only a day was sent; {@code at} is its first moment
 */
record EventTime(OffsetDateTime at, boolean zoneAssumed, boolean dateOnly) {

    /** ISO-8601 with or without offset or time, {@code T} or a blank between, as {@code zoned-time} reads it. */
    private static final String ISO = "iso";
    /** A point in time is Unix time in seconds up to eleven digits, in milliseconds from twelve: 1970 to 5138. */
    private static final String EPOCH_SECONDS = "epoch-seconds";
    private static final String EPOCH_MILLIS = "epoch-millis";
    private static final Pattern SECONDS = Pattern.compile("\\d{1,11}");
    private static final Pattern MILLIS = Pattern.compile("\\d{12,14}");
    /** All offsets in use are multiples of this. */
    private static final Duration OFFSET_STEP = Duration.ofMinutes(15);
    private static final Duration LARGEST_OFFSET = Duration.ofHours(18);

    private static final Map<String, DateTimeFormatter> FORMATTERS = new ConcurrentHashMap<>();

    /**
     * The first of the forms that fits the whole text.
     *
     * @param forms {@code iso}, {@code epoch-seconds}, {@code epoch-millis} or a pattern of
     *              {@link DateTimeFormatter} with {@code uuuu} for the year; English names
     * @throws DateTimeException when none fits
     */
    static EventTime read(String text, Iterable<JsonNode> forms, ZoneId zone) {
        for (JsonNode form : forms) {
            try {
                return read(text.strip(), form.asText(), zone);
            } catch (DateTimeException another) {
                continue;
            }
        }
        throw new DateTimeException("No form fits");
    }

    /**
     * Of the same moment in local time and in UTC: the difference is the offset. A difference that is no offset
     * leaves the moment in UTC.
     *
     * @throws DateTimeException when one of them cannot be read
     */
    static EventTime ofLocalAndUtc(String local, String utc, String pattern) {
        LocalDateTime there = LocalDateTime.parse(local.strip(), formatter(pattern));
        LocalDateTime moment = LocalDateTime.parse(utc.strip(), formatter(pattern));
        Duration offset = Duration.between(moment, there);
        boolean possible = offset.abs().compareTo(LARGEST_OFFSET) <= 0
                && offset.toSeconds() % OFFSET_STEP.toSeconds() == 0;
        OffsetDateTime at = possible
                ? there.atOffset(ZoneOffset.ofTotalSeconds((int) offset.toSeconds()))
                : moment.atOffset(ZoneOffset.UTC);
        return new EventTime(at, false, false);
    }

    /** As the fields of a canonical tracking event, with the text as it was sent. */
    ObjectNode asFields(String raw) {
        ObjectNode fields = JsonNodeFactory.instance.objectNode()
                .put("at", DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(at))
                .put("rawTime", raw);
        if (zoneAssumed) {
            fields.put("zoneAssumed", true);
        }
        if (dateOnly) {
            fields.put("dateOnly", true);
        }
        return fields;
    }

    private static EventTime read(String text, String form, ZoneId zone) {
        return switch (form) {
            case EPOCH_SECONDS -> new EventTime(instant(text, SECONDS, 1000), false, false);
            case EPOCH_MILLIS -> new EventTime(instant(text, MILLIS, 1), false, false);
            case ISO -> of(MappingFunctions.isoTime(text), zone);
            default -> of(formatter(form).parseBest(text,
                    OffsetDateTime::from, LocalDateTime::from, LocalDate::from), zone);
        };
    }

    private static EventTime of(TemporalAccessor parsed, ZoneId zone) {
        if (parsed instanceof OffsetDateTime at) {
            return new EventTime(at, false, false);
        }
        if (parsed instanceof LocalDateTime local) {
            return new EventTime(local.atZone(zone).withEarlierOffsetAtOverlap().toOffsetDateTime(), true, false);
        }
        return new EventTime(((LocalDate) parsed).atStartOfDay(zone).toOffsetDateTime(), true, true);
    }

    private static OffsetDateTime instant(String text, Pattern digits, long millis) {
        if (!digits.matcher(text).matches()) {
            throw new DateTimeException("Not a Unix time");
        }
        return Instant.ofEpochMilli(Long.parseLong(text) * millis).atOffset(ZoneOffset.UTC);
    }

    /** Patterns stand in mappings and settings: there are few. */
    private static DateTimeFormatter formatter(String pattern) {
        return FORMATTERS.computeIfAbsent(pattern, wanted -> new DateTimeFormatterBuilder()
                .parseCaseInsensitive()
                .appendPattern(wanted)
                .toFormatter(Locale.ENGLISH)
                .withResolverStyle(ResolverStyle.STRICT));
    }
}
