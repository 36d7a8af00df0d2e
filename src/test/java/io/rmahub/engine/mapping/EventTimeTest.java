package io.rmahub.engine.mapping;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.schibsted.spt.data.jslt.Parser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Times of tracking events, in the forms in which carriers write them. */
class EventTimeTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @ParameterizedTest(name = "{0} as {1} in {2}")
    @CsvSource(delimiter = '|', textBlock = """
            # sent                    | form                  | zone             | at                        | marks
            2020-03-20 15:08:42 +0100 | uuuu-MM-dd HH:mm:ss XX| Europe/Warsaw    | 2020-03-20T15:08:42+01:00 | -
            2020-03-20 15:08:42 +0100 | iso                   | Europe/Warsaw    | 2020-03-20T15:08:42+01:00 | -
            2024-10-11T15:24:57+0200  | iso                   | UTC              | 2024-10-11T15:24:57+02:00 | -
            2018-02-02T12:01:00-07:00 | iso                   | UTC              | 2018-02-02T12:01:00-07:00 | -
            2018-03-02T07:53:47Z      | iso                   | Europe/Berlin    | 2018-03-02T07:53:47Z      | -
            2018-03-02T07:53:47       | iso                   | Europe/Berlin    | 2018-03-02T07:53:47+01:00 | zone
            2015-01-04 17:42:00       | iso                   | Asia/Shanghai    | 2015-01-04T17:42:00+08:00 | zone
            2026-03-10                | iso                   | Europe/Berlin    | 2026-03-10T00:00:00+01:00 | zone, day
            18.03.2016 10:02          | d.M.uuuu H:mm         | Europe/Berlin    | 2016-03-18T10:02:00+01:00 | zone
            8/17/2021 7:11:26 PM      | M/d/uuuu h:mm:ss a    | Europe/Brussels  | 2021-08-17T19:11:26+02:00 | zone
            8/17/2021 7:11:26 pm      | M/d/uuuu h:mm:ss a    | Europe/Brussels  | 2021-08-17T19:11:26+02:00 | zone
            20240423091519            | uuuuMMddHHmmss        | America/New_York | 2024-04-23T09:15:19-04:00 | zone
            1713866404                | epoch-seconds         | Europe/Berlin    | 2024-04-23T10:00:04Z      | -
            1713866404123             | epoch-millis          | Europe/Berlin    | 2024-04-23T10:00:04.123Z  | -
            # the hour that the clock repeats: the earlier instant
            25.10.2026 02:30          | d.M.uuuu H:mm         | Europe/Berlin    | 2026-10-25T02:30:00+02:00 | zone
            2026-10-25 02:30:00 +0100 | iso                   | Europe/Berlin    | 2026-10-25T02:30:00+01:00 | -
            # the hour that it skips: forward by the gap
            29.03.2026 02:30          | d.M.uuuu H:mm         | Europe/Berlin    | 2026-03-29T03:30:00+02:00 | zone
            # nothing that can be read
            31.02.2026 10:00          | d.M.uuuu H:mm         | Europe/Berlin    | null                      | -
            yesterday                 | iso                   | Europe/Berlin    | null                      | -
            1713866404123             | epoch-seconds         | Europe/Berlin    | null                      | -
            -5                        | epoch-seconds         | Europe/Berlin    | null                      | -
            2026-03-10 10:00          | iso                   | Nowhere/Atall    | null                      | -
            """)
    void readsTheFormsThatCarriersUse(String sent, String form, String zone, String at, String marks) {
        JsonNode time = evaluate("event-time(.sent, [.form], .zone)", sent, form, zone);
        assertEquals(at, time.path("at").asText("null"));
        assertEquals(marks, marks(time));
    }

    @Test
    void takesTheFirstFormThatFitsAndKeepsWhatWasSent() {
        JsonNode time = evaluate("event-time(.sent, [\"epoch-seconds\", \"epoch-millis\", .form], .zone)",
                " 13.03.2026 10:15 ", "d.M.uuuu H:mm", "Europe/Warsaw");
        assertEquals("2026-03-13T10:15:00+01:00", time.path("at").asText());
        assertEquals("13.03.2026 10:15", time.path("rawTime").asText());
    }

    @ParameterizedTest(name = "{0} there, {1} in UTC")
    @CsvSource({
            "20240423095004, 20240423135004, 2024-04-23T09:50:04-04:00",
            "20260313003000, 20260312183000, 2026-03-13T00:30:00+06:00",
            "20260313003000, 20260312184500, 2026-03-13T00:30:00+05:45",
            "20260313095004, 20260313085004, 2026-03-13T09:50:04+01:00",
            // No offset is so large, or so odd: the time in UTC is the one to trust.
            "20260313095004, 20260310085004, 2026-03-10T08:50:04Z",
            "20260313095004, 20260313085104, 2026-03-13T08:51:04Z",
            "2026, 20260313085104, null"})
    void findsTheOffsetBetweenLocalTimeAndUtc(String local, String utc, String at) {
        JsonNode time = evaluate("event-time-of-pair(.sent, .form, \"uuuuMMddHHmmss\")", local, utc, "UTC");
        assertEquals(at, time.path("at").asText("null"));
    }

    private static String marks(JsonNode time) {
        String zone = time.has("zoneAssumed") ? "zone" : "-";
        return time.has("dateOnly") ? zone + ", day" : zone;
    }

    private static JsonNode evaluate(String expression, String sent, String form, String zone) {
        return Parser.compileString(expression, MappingFunctions.all())
                .apply(JSON.createObjectNode().put("sent", sent).put("form", form).put("zone", zone));
    }
}
