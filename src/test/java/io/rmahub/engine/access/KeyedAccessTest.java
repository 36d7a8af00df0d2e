package io.rmahub.engine.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.JdbcTemplate;

class KeyedAccessTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String ADMIN = "fixed-admin-key-of-the-sandbox";

    @TempDir
    static Path data;
    private static RunningHub hub;
    private static JsonNode keys;

    @BeforeAll
    static void start() throws IOException {
        hub = RunningHub.start(data, "sandbox", "hub.sandbox.admin-key=" + ADMIN);
        keys = JSON.readTree(data.resolve("sandbox-keys.json").toFile());
    }

    @AfterAll
    static void stop() {
        hub.close();
    }

    @Test
    void withoutKeyIs401() throws IOException {
        problem(hub.get("/api/ops/who", null), 401);
        assertThat(hub.get("/api/ops/who", null).headers().firstValue("WWW-Authenticate")).contains("Bearer");
    }

    @Test
    void withWrongKeyIs401() throws IOException {
        problem(hub.get("/api/ops/who", "rma_" + "x".repeat(43)), 401);
        problem(hub.get("/api/ops/who", ""), 401);
        problem(hub.get("/api/ops/who", "ü".repeat(20)), 401);
        problem(hub.send(HttpRequest.newBuilder(URI.create(hub.url("/api/ops/who")))
                .header("Authorization", "Basic ZGVtbzpkZW1v").build()), 401);
    }

    @Test
    void rightKeyGivesItsPrincipal() throws IOException {
        assertThat(JSON.readTree(hub.get("/api/ops/who", key("ops")).body()))
                .isEqualTo(JSON.valueToTree(Map.of("orgId", "demo", "name", "ops")));
        assertThat(hub.get("/api/ops/who", ADMIN).statusCode()).isEqualTo(200);
    }

    @Test
    void principalIsThereOnAnotherThread() {
        HttpResponse<String> later = hub.get("/api/ops/later", key("ops"));

        assertThat(later.statusCode()).isEqualTo(200);
        assertThat(later.body()).contains("\"name\":\"ops\"");
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /api/ops/who, ops, 200",
        "GET, /api/ops/who, service, 403",
        "POST, /api/ops/replays, ops, 202",
        "POST, /api/ops/replays, partner-readonly, 403",
        "GET, /api/csp/rma/1, partner-readonly, 200",
        "POST, /api/csp/rma, partner-readonly, 403",
        "GET, /api/csp/rma/1, executive, 200",
        "POST, /api/csp/rma, executive, 403",
        "POST, /api/csp/rma, installer, 200",
        "POST, /api/csp/rma/1/comments, installer, 403",
        "POST, /api/csp/rma, service, 200",
        "POST, /api/csp/rma/1/comments, service, 200",
        "POST, /api/csp/rma/1/escalate, service, 403",
        "POST, /api/csp/rma/1/escalate, support, 200",
        "POST, /api/csp/rma/1/close, support, 403",
        "POST, /api/csp/rma/1/close, support-lead, 200",
        "POST, /api/csp/rma/1/close, manager, 200",
        "POST, /api/csp/rma/1/resolve, owner, 200",
        "POST, /api/csp/rma/1/resolve, ops, 403",
        "GET, /api/warranty/register, ops, 200",
        "POST, /api/warranty/register, ops, 403",
        "POST, /api/warranty/register, service, 200",
        "GET, /api/access/keys, ops, 403",
        "GET, /api/elsewhere, admin, 403",
        "GET, /actuator/metrics, ops, 200",
        "GET, /actuator/metrics, service, 403",
    })
    void scopesDecide(String method, String path, String role, int status) throws IOException {
        HttpResponse<String> answer = hub.send(method, path, key(role), null);

        assertThat(answer.statusCode()).isEqualTo(status);
        if (status == 403) {
            problem(answer, 403);
        }
    }

    @Test
    void keysAreMadeListedAndRevokedThroughTheApi() throws IOException {
        HttpResponse<String> made = hub.send("POST", "/api/access/keys", ADMIN,
                "{\"name\":\"bench\",\"scopes\":[\"ops.read\"]}");
        assertThat(made.statusCode()).isEqualTo(201);
        assertThat(made.headers().firstValue("Cache-Control")).contains("no-store");
        JsonNode created = JSON.readTree(made.body());
        String secret = created.get("key").asText();
        assertThat(secret).matches("rma_[A-Za-z0-9_-]{43}");
        assertThat(hub.get("/api/ops/who", secret).statusCode()).isEqualTo(200);
        assertThat(hub.send("POST", "/api/ops/replays", secret, null).statusCode()).isEqualTo(403);

        assertThat(hub.get("/api/access/keys", ADMIN).body())
                .contains("\"bench\"").doesNotContain(secret).doesNotContain("hash");
        problem(hub.send("POST", "/api/access/keys", ADMIN, "{\"name\":\"bench\",\"scopes\":[\"ops.read\"]}"), 409);

        String path = "/api/access/keys/" + created.get("id").asText();
        assertThat(hub.send("DELETE", path, ADMIN, null).statusCode()).isEqualTo(204);
        problem(hub.get("/api/ops/who", secret), 401);
        assertThat(hub.get("/api/access/keys", ADMIN).body()).contains("\"revokedAt\":\"20");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "{} | /name", "{\"name\":\"x\",\"scopes\":[]} | /scopes", "{\"name\":\"x\",\"scopes\":[\"all\"]} | /scopes/0",
        "{\"name\":\" \",\"scopes\":[\"ops.read\"]} | /name",
        "{\"name\":\"x\",\"scopes\":[\"ops.read\"],\"key\":\"mine\"} | /key"})
    void whatIsNotValidIs422AndNamed(String body, String path) throws IOException {
        HttpResponse<String> answer = hub.send("POST", "/api/access/keys", ADMIN, body);

        problem(answer, 422);
        assertThat(JSON.readTree(answer.body()).at("/errors").findValuesAsText("path")).contains(path);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{", "[]"})
    void whatCannotBeReadIs400(String body) throws IOException {
        problem(hub.send("POST", "/api/access/keys", ADMIN, body), 400);
    }

    @Test
    void organisationsDoNotSeeEachOther() throws IOException {
        String other = KeyText.newKey();
        ApiKey foreign = hub.bean(ApiKeys.class).create("other-org", "admin", EnumSet.allOf(Scope.class), other);

        assertThat(hub.get("/api/ops/who", other).body()).contains("other-org");
        assertThat(JSON.readTree(hub.get("/api/access/keys", other).body())).hasSize(1);
        assertThat(hub.get("/api/access/keys", ADMIN).body()).doesNotContain("other-org");
        problem(hub.send("DELETE", "/api/access/keys/" + foreign.id(), ADMIN, null), 404);
        assertThat(hub.get("/api/ops/who", other).statusCode()).isEqualTo(200);
    }

    @Test
    void aKeyCheckSeldomCostsAQuery() {
        String key = key("ops");
        hub.get("/api/ops/who", key);
        JdbcTemplate jdbc = hub.bean(JdbcTemplate.class);
        jdbc.execute("alter table api_key rename to api_key_away");
        try {
            assertThat(hub.get("/api/ops/who", key).statusCode()).isEqualTo(200);
            HttpResponse<String> unknown = hub.get("/api/ops/who", KeyText.newKey());
            assertThat(unknown.statusCode()).isEqualTo(503);
            assertThat(unknown.body()).doesNotContain("api_key");
        } finally {
            jdbc.execute("alter table api_key_away rename to api_key");
        }
    }

    @Test
    void doorsAndSandboxAskForNoKey() {
        assertThat(hub.send("POST", "/api/integrations/thulium/rma-webhook", null, "{}").statusCode()).isEqualTo(200);
        assertThat(hub.send("POST", "/sandbox/csp/behaviour", null, "{}").statusCode()).isEqualTo(200);
        assertThat(hub.send("POST", "/api/integrations/thulium/rma-webhook", null, "{}").headers().map())
                .doesNotContainKey("set-cookie");
    }

    @Test
    void healthIsOpenAndItsDetailsAreNot() {
        assertThat(hub.get("/actuator/health/readiness", null).statusCode()).isEqualTo(200);
        assertThat(hub.get("/actuator/health", null).body()).contains("UP").doesNotContain("components");
        assertThat(hub.get("/actuator/health", key("service")).body()).doesNotContain("\"db\"");
        assertThat(hub.get("/actuator/health", key("ops")).body()).contains("\"db\"");
        assertThat(hub.get("/actuator/metrics", null).statusCode()).isEqualTo(401);
    }

    @Test
    void whatBreaksInsideStaysInside() throws IOException {
        HttpResponse<String> broken = hub.get("/api/ops/broken", key("ops"));

        problem(broken, 500);
        assertThat(broken.body()).doesNotContain("inside").doesNotContain("Exception");
    }

    @Test
    void refusalsAreAuditedWithoutSecrets() {
        String wrong = KeyText.newKey();
        hub.get("/api/ops/messages/with-a-token-" + wrong + "?token=" + wrong, wrong);
        hub.send("POST", "/api/csp/audited", key("partner-readonly"), "{\"secret\":1}");
        hub.bean(AccessAudit.class).refused("thulium", "credential-wrong", "192.0.2.7", null);

        await().atMost(Duration.ofSeconds(5)).untilAsserted(() -> {
            assertThat(hub.query("select door, reason, remote_address, key_name from access_audit"))
                    .anySatisfy(row -> assertThat(row).containsEntry("door", "/api/ops/messages")
                            .containsEntry("reason", "key-unknown").containsEntry("key_name", null))
                    .anySatisfy(row -> assertThat(row).containsEntry("door", "/api/csp/audited")
                            .containsEntry("reason", "scope-missing").containsEntry("key_name", "partner-readonly"))
                    .anySatisfy(row -> assertThat(row).containsEntry("door", "thulium")
                            .containsEntry("remote_address", "192.0.2.7"));
        });
        assertThat(hub.query("select * from access_audit").toString()).doesNotContain(wrong);
    }

    @Test
    void onlyHashesAreStored() {
        assertThat(hub.query("select encode(key_hash, 'escape') || name as all_text from api_key").toString())
                .doesNotContain(key("ops"));
        assertThat(Set.of(Scope.values())).isEqualTo(Role.ADMIN.scopes());
    }

    private static String key(String role) {
        return keys.get(role).asText();
    }

    private static void problem(HttpResponse<String> answer, int status) throws IOException {
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("application/problem+json");
        assertThat(JSON.readTree(answer.body()).get("status").asInt()).isEqualTo(status);
    }
}
