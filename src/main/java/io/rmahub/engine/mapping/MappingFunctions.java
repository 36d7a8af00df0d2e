package io.rmahub.engine.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.schibsted.spt.data.jslt.Function;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.util.Collection;
import java.util.List;

/**
 * What mappings need and JSLT cannot say. Each function gives null for null and for what it cannot read:
 * an odd value is left out, it never stops a message.
 *
 * <ul>
 *   <li>{@code zoned-time(text, zone)}: {@code yyyy-MM-dd HH:mm[:ss[.fraction]]}, the same with {@code T}, or
 *       with an offset, as ISO-8601 with offset. Without an offset it is local time in the zone; in the hour
 *       that the clock repeats in autumn the earlier instant is taken, in the hour that it skips in spring
 *       the time moves forward by the gap.
 *   <li>{@code event-time(value, forms, zone)}: the moment of a tracking event in one of the forms, as
 *       {@code {at, rawTime, zoneAssumed, dateOnly}}; see {@link EventTime}. A number is a value too.
 *   <li>{@code event-time-of-pair(local, utc, pattern)}: the same from local time and UTC sent side by side,
 *       which gives the offset.
 *   <li>{@code iso-date(text)}: the day of {@code yyyy-MM-dd…} or {@code dd.MM.yyyy}. Forms with slashes are
 *       not read, because day and month cannot be told apart.
 *   <li>{@code shorten(text, length)}: at most so many characters, never half of one.
 *   <li>{@code storable(text)}: without NUL and without halves of surrogate pairs, which PostgreSQL and
 *       UTF-8 cannot hold.
 * </ul>
 */
final class MappingFunctions {

    private static final DateTimeFormatter DATE_TIME = new DateTimeFormatterBuilder()
            .parseCaseInsensitive()
            .append(DateTimeFormatter.ISO_LOCAL_DATE)
            .appendLiteral('T')
            .append(DateTimeFormatter.ISO_LOCAL_TIME)
            .appendPattern("[XXX][XX][X]")
            .toFormatter()
            .withResolverStyle(ResolverStyle.STRICT);
    private static final DateTimeFormatter POINTED_DATE =
            DateTimeFormatter.ofPattern("d.M.uuuu").withResolverStyle(ResolverStyle.STRICT);

    private static final int DAY_LENGTH = "uuuu-MM-dd".length();
    /** What a canonical message keeps of a time as it was sent. */
    private static final int RAW_AT_MOST = 200;

    private MappingFunctions() {
    }

    static Collection<Function> all() {
        return List.of(
                new Named("event-time", 3, args -> EventTime
                        .read(args[0].asText(), args[1], ZoneId.of(args[2].asText())).asFields(raw(args[0]))),
                new Named("event-time-of-pair", 3, args -> EventTime
                        .ofLocalAndUtc(args[0].asText(), args[1].asText(), args[2].asText()).asFields(raw(args[0]))),
                new Named("zoned-time", 2, args -> text(zonedTime(args[0].asText(), args[1].asText()))),
                new Named("iso-date", 1, args -> text(isoDate(args[0].asText()))),
                new Named("shorten", 2, args -> text(shorten(args[0].asText(), args[1].asInt()))),
                new Named("storable", 1, args -> text(storable(args[0].asText()))));
    }

    private static String zonedTime(String text, String zone) {
        ZoneId zoneId = ZoneId.of(zone);
        TemporalAccessor parsed = isoTime(text);
        OffsetDateTime time = parsed instanceof OffsetDateTime given
                ? given
                : LocalDateTime.from(parsed).atZone(zoneId).withEarlierOffsetAtOverlap().toOffsetDateTime();
        return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(time);
    }

    /** An OffsetDateTime, LocalDateTime or LocalDate: as much as is given. */
    static TemporalAccessor isoTime(String text) {
        // "2026-03-14 09:26:53 +0100" and "2026-03-14T09:26:53+0100" are both met.
        String iso = text.strip().replaceFirst("^(\\S+)\\s+", "$1T").replace(" ", "");
        if (iso.length() == DAY_LENGTH) {
            return LocalDate.parse(iso);
        }
        // Asked first: parseBest would throw and catch an exception for each time without an offset.
        TemporalAccessor time = DATE_TIME.parse(iso);
        return time.isSupported(ChronoField.OFFSET_SECONDS) ? OffsetDateTime.from(time) : LocalDateTime.from(time);
    }

    private static String raw(JsonNode time) {
        return shorten(storable(time.asText().strip()), RAW_AT_MOST);
    }

    private static JsonNode text(String value) {
        return TextNode.valueOf(value);
    }

    private static String isoDate(String text) {
        String day = text.strip();
        return (day.matches("\\d{4}-.*")
                ? LocalDate.parse(day.substring(0, Math.min(10, day.length())))
                : LocalDate.parse(day, POINTED_DATE)).toString();
    }

    private static String shorten(String text, int length) {
        return text.codePointCount(0, text.length()) <= length
                ? text
                : text.substring(0, text.offsetByCodePoints(0, length));
    }

    private static String storable(String text) {
        return clean(text)
                ? text
                : text.codePoints()
                        .filter(c -> c != 0 && !(c <= Character.MAX_VALUE && Character.isSurrogate((char) c)))
                        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                        .toString();
    }

    /** A plain loop: this runs over every text of every message. */
    private static boolean clean(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == 0 || Character.isSurrogate(c)) {
                return false;
            }
        }
        return true;
    }

    private interface Body {
        JsonNode of(JsonNode[] arguments);
    }

    private record Named(String name, int arguments, Body body) implements Function {

        @Override
        public String getName() {
            return name;
        }

        @Override
        public int getMinArguments() {
            return arguments;
        }

        @Override
        public int getMaxArguments() {
            return arguments;
        }

        @Override
        public JsonNode call(JsonNode input, JsonNode[] given) {
            for (JsonNode argument : given) {
                if (argument.isNull()) {
                    return NullNode.instance;
                }
            }
            try {
                return body.of(given);
            } catch (DateTimeException unreadable) {
                return NullNode.instance;
            }
        }
    }
}
