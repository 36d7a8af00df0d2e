package io.rmahub.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.rmahub.support.ThuliumPosts;
import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What the door does not accept: each gets its status as a problem, and nothing of it is stored. */
class BadInputTest extends HubStory {

    private static final byte[] TOO_LARGE = ("{\"a\":\"" + "x".repeat(200_000) + "\"}")
            .getBytes(StandardCharsets.UTF_8);
    private static final String GOOD = "action=TICKET_CREATED&ticket_id=1";

    private static HttpRequest.Builder door(String contentType) {
        return hub.request(ThuliumPosts.PATH).header("Content-Type", contentType);
    }

    private static HttpRequest.Builder with(HttpRequest.Builder request, String password) {
        return request.header("Authorization", "Basic " + Base64.getEncoder()
                .encodeToString(("thulium:" + password).getBytes(StandardCharsets.UTF_8)));
    }

    private static HttpRequest.Builder good(String contentType, byte[] body) {
        return with(door(contentType), StoryHub.HOOK_PASSWORD).POST(BodyPublishers.ofByteArray(body));
    }

    private static HttpRequest.Builder good(String contentType, String body) {
        return good(contentType, body.getBytes(StandardCharsets.UTF_8));
    }

    static Stream<Arguments> refused() {
        hub = StoryHub.get();
        return Stream.of(
                Arguments.of("wrong password", 401, with(door(FORM), "guess").POST(BodyPublishers.ofString(GOOD))),
                Arguments.of("no credentials", 401, door(FORM).POST(BodyPublishers.ofString(GOOD))),
                Arguments.of("credentials that are none", 401, door(FORM).header("Authorization", "Basic %%%")
                        .POST(BodyPublishers.ofString(GOOD))),
                Arguments.of("another scheme", 401, door(FORM).header("Authorization", "Bearer " + StoryHub.ADMIN_KEY)
                        .POST(BodyPublishers.ofString(GOOD))),
                Arguments.of("too large, length announced", 413, good(JSON, TOO_LARGE)),
                Arguments.of("too large, chunked", 413, with(door(JSON), StoryHub.HOOK_PASSWORD)
                        .POST(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(TOO_LARGE)))),
                Arguments.of("too large and unverified", 413, door(JSON).POST(BodyPublishers.ofByteArray(TOO_LARGE))),
                Arguments.of("XML", 400, good("application/xml", "<ticket id=\"1\"/>")),
                Arguments.of("prose", 400, good("text/plain", "The battery is broken = bad")),
                Arguments.of("a JSON list", 400, good(JSON, "[{\"action\":\"X\"}]")),
                Arguments.of("a JSON text", 400, good(JSON, "\"x\"")),
                Arguments.of("broken JSON", 400, good(JSON, "{\"action\":\"TICKET_CREATED\",")),
                Arguments.of("two JSON objects", 400, good(JSON, "{\"action\":\"X\"}{\"action\":\"Y\"}")),
                Arguments.of("JSON that is not UTF-8", 400,
                        good(JSON, new byte[] {'{', '"', 'a', '"', ':', '"', (byte) 0xc3, '"', '}'})),
                Arguments.of("a form that is not UTF-8", 400, good(FORM, new byte[] {'a', '=', (byte) 0xff})),
                Arguments.of("a form with a broken escape", 400, good(FORM, "action=%zz")),
                Arguments.of("a charset that there is not", 400, good(FORM + ";charset=none", "action")),
                Arguments.of("several parts", 400, good("multipart/form-data; boundary=x", "--x\r\n\r\na\r\n--x--")),
                Arguments.of("UTF-16", 400, good(JSON, "{\"a\":1}".getBytes(StandardCharsets.UTF_16))),
                Arguments.of("nothing", 400, good(FORM, "")),
                Arguments.of("white space", 400, good(JSON, " \r\n\t ")),
                Arguments.of("a query that cannot be decoded", 400,
                        with(HttpRequest.newBuilder(hub.uri(ThuliumPosts.PATH + "?x=%25zz"))
                        .header("Content-Type", FORM), StoryHub.HOOK_PASSWORD).POST(BodyPublishers.ofString("=")) ),
                Arguments.of("GET", 405, with(door(FORM), StoryHub.HOOK_PASSWORD).GET()),
                Arguments.of("PUT", 405, with(door(FORM), StoryHub.HOOK_PASSWORD).PUT(BodyPublishers.ofString(GOOD))),
                Arguments.of("DELETE", 405, with(door(FORM), StoryHub.HOOK_PASSWORD).DELETE()),
                Arguments.of("an unknown source", 404, hub.request("/api/integrations/nobody/rma-webhook")
                        .POST(BodyPublishers.ofString(GOOD))),
                Arguments.of("an unknown partner", 404, hub.request("/api/partners/nobody/messages")
                        .POST(BodyPublishers.ofString(GOOD))),
                Arguments.of("an unknown door of a known source", 404, hub.request("/api/integrations/thulium/nothing")
                        .POST(BodyPublishers.ofString(GOOD))));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("refused")
    void isRefusedAndNotStored(String what, int status, HttpRequest.Builder request) {
        long before = stored();
        HttpResponse<String> answer = hub.send(request);

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith(PROBLEM);
        JsonNode problem = hub.read(answer.body());
        assertThat(problem.path("status").asInt()).isEqualTo(status);
        assertThat(problem.path("title").asText()).isNotBlank();
        assertThat(answer.body()).doesNotContain("\tat ").doesNotContainIgnoringCase("exception")
                .doesNotContain("org.", "java.").doesNotContain(StoryHub.HOOK_PASSWORD).doesNotContain("guess");
        // What was sent is not sent back in headers.
        assertThat(answer.headers().map()).doesNotContainKeys("authorization", "source", "path");
        assertThat(stored()).isEqualTo(before);
        assertThat(ledger().path("unaccounted").asLong()).isZero();
    }

    private static long stored() {
        long accepted = ledger().path("accepted").asLong();
        assertThat(db().queryForObject("select count(*) from message", Long.class)).isEqualTo(accepted);
        return accepted;
    }

    @Test
    void aRefusalIsNotedInTheAudit() {
        hub.send(with(door(FORM), "guess-for-audit").POST(BodyPublishers.ofString(GOOD)));
        await().atMost(SOON).untilAsserted(() -> assertThat(
                db().queryForList("select * from access_audit").toString()).contains("thulium")
                .doesNotContain("guess-for-audit"));
    }

    @ParameterizedTest
    @MethodSource("accepted")
    void unusualButAcceptable(String what, String body) {
        HttpResponse<String> answer = post(JSON, body);
        assertThat(answer.statusCode()).as(answer.body()).isLessThan(500);
        if (answer.statusCode() == 202) {
            JsonNode message = awaitMessage(hub.read(answer.body()).path("id").asText(),
                    m -> !m.path("state").asText().equals("WAITING"));
            assertThat(message.path("reason").asText()).doesNotContain("\tat ");
        } else {
            assertThat(answer.statusCode()).isEqualTo(400);
        }
    }

    static Stream<Arguments> accepted() {
        String ticket = newTicket();
        String deep = "{\"a\":".repeat(200) + "1" + "}".repeat(200);
        return Stream.of(
                Arguments.of("deep nesting",
                        "{\"action\":\"A\",\"ticket_id\":\"" + ticket + "\",\"date\":\"1\",\"x\":" + deep + "}"),
                Arguments.of("deeper than the parser goes", "{\"a\":".repeat(2000) + "1" + "}".repeat(2000)),
                Arguments.of("a deep ticket", "{\"action\":\"A2\",\"date\":\"1\",\"ticket\":" + deep + "}"),
                Arguments.of("huge numbers", "{\"action\":\"B\",\"date\":\"1\",\"ticket_id\":1e400,\"customer_id\":"
                        + "9".repeat(900) + "}"),
                Arguments.of("a number beyond what the parser reads",
                        "{\"action\":\"B2\",\"ticket_id\":" + "9".repeat(2000) + "}"),
                Arguments.of("a small exponent", "{\"action\":\"B3\",\"date\":\"1\",\"ticket_id\":1e-999999999}"),
                Arguments.of("duplicate names",
                        "{\"action\":\"C\",\"ticket_id\":\"1\",\"ticket_id\":\"null\",\"date\":\"1\"}"),
                Arguments.of("a list for a text", "{\"action\":[\"D\"],\"ticket_id\":{\"a\":1},\"date\":\"1\"}"),
                Arguments.of("a long name", "{\"action\":\"E\",\"" + "n".repeat(50_000) + "\":1,\"date\":\"1\"}"),
                Arguments.of("NUL in a key field",
                        "{\"action\":\"F\\u0000\",\"ticket_id\":\"7\\u0000\","
                                + "\"customer_id\":\"\\u0000\",\"date\":\"1\"}"));
    }
}
