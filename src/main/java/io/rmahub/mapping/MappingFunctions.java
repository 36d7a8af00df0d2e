package io.rmahub.mapping;

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

    private MappingFunctions() {
    }

    static Collection<Function> all() {
        return List.of(
                new TextFunction("zoned-time", 2, args -> zonedTime(args[0].asText(), args[1].asText())),
                new TextFunction("iso-date", 1, args -> isoDate(args[0].asText())),
                new TextFunction("shorten", 2, args -> shorten(args[0].asText(), args[1].asInt())),
                new TextFunction("storable", 1, args -> storable(args[0].asText())));
    }

    private static String zonedTime(String text, String zone) {
        ZoneId zoneId = ZoneId.of(zone);
        // "2026-03-14 09:26:53 +0100" and "2026-03-14T09:26:53+0100" are both met.
        String iso = text.strip().replaceFirst("^(\\S+)\\s+", "$1T").replace(" ", "");
        TemporalAccessor parsed = DATE_TIME.parseBest(iso, OffsetDateTime::from, LocalDateTime::from);
        OffsetDateTime time = parsed instanceof LocalDateTime local
                ? local.atZone(zoneId).withEarlierOffsetAtOverlap().toOffsetDateTime()
                : (OffsetDateTime) parsed;
        return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(time);
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
        String of(JsonNode[] arguments);
    }

    private record TextFunction(String name, int arguments, Body body) implements Function {

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
                return TextNode.valueOf(body.of(given));
            } catch (DateTimeException unreadable) {
                return NullNode.instance;
            }
        }
    }
}
