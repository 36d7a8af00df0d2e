package io.rmahub.story;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.rmahub.engine.settings.HubSettings;
import io.rmahub.support.Credentials;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** What senders need at their doors: a probe answered, a query taken for a message, a login, their own answer. */
class DoorsTest extends HubStory {

    static final String DOORS = "/api/integrations/doors/";
    static final String TOKENS = "/api/integrations/oauth/token";

    private static HttpResponse<String> bring(String door, String body) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        Credentials proof = Credentials.of(hub.bean(HubSettings.class).source(door).verification(), bytes,
                DoorsTest::login);
        HttpRequest.Builder request = hub.request(DOORS + door + (proof.query().isEmpty() ? "" : "?" + proof.query()));
        proof.headers().forEach(request::header);
        return hub.send(request.POST(BodyPublishers.ofByteArray(bytes)));
    }

    /** A token for {@code client-id:client-secret}. */
    static String login(String client) {
        HttpResponse<String> answer = token(request -> request.header("Authorization", basic(client)),
                "grant_type=client_credentials");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return hub.read(answer.body()).required("access_token").asText();
    }

    private static String basic(String client) {
        return "Basic " + Base64.getEncoder().encodeToString(client.getBytes(StandardCharsets.UTF_8));
    }

    private static HttpResponse<String> token(Consumer<HttpRequest.Builder> more, String form) {
        HttpRequest.Builder request = hub.request(TOKENS).header("Content-Type", FORM);
        more.accept(request);
        return hub.send(request.POST(BodyPublishers.ofString(form)));
    }

    private static String fresh() {
        return UUID.randomUUID().toString();
    }

    /** Source and body of the newest message. */
    private static Map<String, Object> newest() {
        return db().queryForMap(
                "select source, convert_from(body, 'UTF8') as body, headers from message order by id desc limit 1");
    }

    @Test
    void aProbeIsAnsweredAndNotStored() {
        long before = ledger().path("accepted").asLong();
        for (String method : List.of("GET", "HEAD", "OPTIONS")) {
            HttpResponse<String> answer = hub.send(hub.request(DOORS + "door-probe")
                    .method(method, BodyPublishers.noBody()));
            assertThat(answer.statusCode()).as(method).isEqualTo(200);
            assertThat(answer.headers().firstValue("X-Door")).as(method).contains("open");
            assertThat(answer.headers().firstValue("Allow")).as(method).contains("GET, HEAD, OPTIONS, POST");
            assertThat(hub.send(hub.request(DOORS + "door-static").method(method, BodyPublishers.noBody()))
                    .statusCode())
                    .as(method + " where it is not configured").isEqualTo(405);
        }
        assertThat(ledger().path("accepted").asLong()).isEqualTo(before);
    }

    @Test
    void aSenderOfCloudEventsAsksFirst() {
        HttpResponse<String> known = hub.send(hub.request(DOORS + "door-probe")
                .header("WebHook-Request-Origin", "events.example.com")
                .header("WebHook-Request-Rate", "1000").method("OPTIONS", BodyPublishers.noBody()));
        assertThat(known.headers().firstValue("WebHook-Allowed-Origin")).contains("events.example.com");
        assertThat(known.headers().firstValue("WebHook-Allowed-Rate")).contains("120");
        HttpResponse<String> unknown = hub.send(hub.request(DOORS + "door-probe")
                .header("WebHook-Request-Origin", "evil.example")
                .method("OPTIONS", BodyPublishers.noBody()));
        assertThat(unknown.headers().firstValue("WebHook-Allowed-Origin")).isEmpty();
    }

    @Test
    void aQueryIsAMessageAndItsTokenIsStoredNowhere() {
        String id = "7<" + fresh();
        String path = DOORS + "door-query?key=door-query-token&pnr=0123%204&status=13&pushid=" + id.replace("<", "%3C");
        HttpResponse<String> answer = hub.send(hub.request(path).GET());
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("application/xml");
        assertThat(answer.body())
                .isEqualTo("<push><pushid>" + id.replace("<", "&#60;") + "</pushid><status>OK</status></push>");
        assertThat(newest().toString()).contains("door-query", "pnr=0123+4&status=13")
                .doesNotContain("door-query-token");
        long stored = ledger().path("accepted").asLong();
        assertThat(hub.send(hub.request(path).GET()).body()).as("a repeat").isEqualTo(answer.body());
        assertThat(ledger().path("byState").path("DUPLICATE").asLong() + ledger().path("accepted").asLong())
                .isGreaterThan(stored);
        assertThat(hub.send(hub.request(DOORS + "door-query").GET()).statusCode()).as("a probe").isEqualTo(200);
        assertThat(hub.send(hub.request(path.replace("-token", "-guess")).GET()).statusCode()).isEqualTo(401);
    }

    @Test
    void everySenderReadsItsOwnAnswer() {
        assertThat(bring("door-form", "content=%3CRequest%2F%3E&n=" + fresh()).body())
                .isEqualTo("{\"return_code\":\"0000\",\"return_msg\":\"成功\"}");
        String event = "{\"event\":\"e\",\"payload\":{\"id\":\"" + fresh() + "\"}}";
        assertThat(bring("door-probe", event).statusCode()).isEqualTo(200);
        assertThat(bring("door-probe", event).statusCode()).as("a repeat").isEqualTo(208);
    }

    @Test
    void aTokenMayAlsoBeTheEndOfThePath() {
        String body = "{\"n\":\"" + fresh() + "\"}";
        assertThat(hub.send(hub.request(DOORS + "door-form/door-form-token").POST(BodyPublishers.ofString(body)))
                .statusCode()).isEqualTo(200);
        assertThat(hub.send(hub.request(DOORS + "door-form/door-form-guess").POST(BodyPublishers.ofString(body)))
                .statusCode()).isEqualTo(401);
    }

    @Test
    void xmlIsTakenIn() {
        String id = fresh();
        assertThat(bring("door-xml", "<?xml version='1.0'?><shipment><id>" + id + "</id><event code='1'/></shipment>")
                .statusCode()).isEqualTo(202);
        HttpResponse<String> again = bring("door-xml", "<shipment id='" + id + "'/>");
        assertThat(hub.read(again.body()).path("status").asText()).isEqualTo("duplicate");
        assertThat(bring("door-xml", "<!DOCTYPE a [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><shipment>&x;</shipment>")
                .statusCode()).isEqualTo(400);
        assertThat(bring("door-xml", "{\"shipment\":1}").statusCode()).isEqualTo(400);
    }

    @Test
    void aHeaderThatLooksLikeAnEventIdIsNone() {
        String one = "{\"n\":\"" + fresh() + "\"}";
        String other = "{\"n\":\"" + fresh() + "\"}";
        HttpResponse<String> first = bring("door-static", one);
        assertThat(hub.read(first.body()).path("status").asText()).isEqualTo("accepted");
        // The same X-Event-Id again, since it holds the secret.
        assertThat(hub.read(bring("door-static", other).body()).path("status").asText()).isEqualTo("accepted");
        assertThat(hub.read(bring("door-static", one).body()).path("status").asText()).isEqualTo("duplicate");
        assertThat(db().queryForObject("select headers from message where id = ?", String.class,
                UUID.fromString(hub.read(first.body()).path("id").asText()))).contains("x-event-id")
                .doesNotContain("door-static-secret");
    }

    @Test
    void aConfiguredHeaderIsTheEventId() {
        byte[] body = ("[{\"n\":\"" + fresh() + "\"}]").getBytes(StandardCharsets.UTF_8);
        Credentials proof = Credentials.of(hub.bean(HubSettings.class).source("door-hook").verification(), body,
                DoorsTest::login);
        for (String status : List.of("accepted", "duplicate")) {
            HttpRequest.Builder request = hub.request(DOORS + "door-hook");
            proof.headers().forEach(request::header);
            HttpResponse<String> answer = hub.send(request.POST(BodyPublishers.ofByteArray(body)));
            assertThat(hub.read(answer.body()).path("status").asText()).as(answer.body()).isEqualTo(status);
        }
    }

    @Test
    void aSenderLogsInAndItsTokenOpensOnlyTogetherWithItsKey() {
        assertThat(bring("door-token", "{\"n\":\"" + fresh() + "\"}").statusCode()).isEqualTo(200);
        String bearer = "Bearer " + login("door-client:door-client-secret");
        HttpResponse<String> noKey = hub.send(hub.request(DOORS + "door-token").header("Authorization", bearer)
                .POST(BodyPublishers.ofString("{}")));
        assertThat(noKey.statusCode()).isEqualTo(401);
        HttpResponse<String> noToken = hub.send(hub.request(DOORS + "door-token").header("x-door-key", "door-api-key")
                .POST(BodyPublishers.ofString("{}")));
        assertThat(noToken.statusCode()).isEqualTo(401);
        assertThat(noToken.headers().firstValue("WWW-Authenticate").orElse("")).contains("Bearer");
        assertThat(hub.get("/api/ops/ledger", bearer.substring(7)).statusCode()).as("opens nothing else")
                .isEqualTo(401);
        assertThat(hub.log()).doesNotContain(bearer.substring(7), "door-client-secret", "door-api-key");
    }

    @Test
    void theLoginAnswersAsTheStandardSays() {
        HttpResponse<String> good = token(r -> { },
                "grant_type=client_credentials&client_id=door-client&client_secret=door-client-secret");
        assertThat(good.statusCode()).as(good.body()).isEqualTo(200);
        assertThat(good.headers().firstValue("Cache-Control")).contains("no-store");
        JsonNode token = hub.read(good.body());
        assertThat(token.path("token_type").asText()).isEqualTo("Bearer");
        assertThat(token.path("expires_in").asLong()).isEqualTo(3600);

        said(token(r -> { }, "grant_type=client_credentials&client_id=door-client&client_secret=guess"), 401,
                "invalid_client");
        HttpResponse<String> guess = token(r -> r.header("Authorization", basic("door-client:guess")),
                "grant_type=client_credentials");
        said(guess, 401, "invalid_client");
        assertThat(guess.headers().firstValue("WWW-Authenticate").orElse("")).startsWith("Basic");
        said(token(r -> r.header("Authorization", "Basic %%%"), "grant_type=client_credentials"), 401,
                "invalid_client");
        said(token(r -> { }, "grant_type=client_credentials"), 401, "invalid_client");
        said(token(r -> r.header("Authorization", basic("door-client:door-client-secret")), "grant_type=password"), 400,
                "unsupported_grant_type");
        said(token(r -> r.header("Authorization", basic("door-client:door-client-secret")), ""), 400,
                "invalid_request");
        said(token(r -> r.header("Authorization", basic("door-client:door-client-secret")),
                "grant_type=client_credentials&client_secret=door-client-secret"), 400, "invalid_request");
        said(token(r -> { }, "grant_type=client_credentials&grant_type=client_credentials"), 400, "invalid_request");
        said(token(r -> { }, "grant_type=%zz"), 400, "invalid_request");
        assertThat(hub.send(hub.request(TOKENS).GET()).statusCode()).isEqualTo(405);
    }

    private static void said(HttpResponse<String> answer, int status, String error) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(hub.read(answer.body()).path("error").asText()).isEqualTo(error);
    }
}
