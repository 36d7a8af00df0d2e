package io.rmahub.engine.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PagesTest {

    private static final Pattern CSRF = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");

    @TempDir
    static Path data;
    private static RunningHub hub;

    @BeforeAll
    static void start() {
        hub = RunningHub.start(data, "sandbox", "hub.sandbox.admin-password=only-for-this-test");
    }

    @AfterAll
    static void stop() {
        hub.close();
    }

    @BeforeEach
    void asAnotherVisitor() {
        hub.forgetCookies();
    }

    @Test
    void pagesNeedALogin() {
        HttpResponse<String> away = hub.get("/", null);
        assertThat(away.statusCode()).isEqualTo(302);
        assertThat(away.headers().firstValue("Location").orElseThrow()).endsWith("/login");

        assertThat(login("demo", "wrong", token()).headers().firstValue("Location").orElseThrow())
                .endsWith("/login?error");
        assertThat(hub.get("/login?error", null).body()).contains("do not match");
        assertThat(login("demo", "only-for-this-test", "no-token").headers().firstValue("Location").orElseThrow())
                .endsWith("/login?expired");
        assertThat(hub.get("/", null).statusCode()).isEqualTo(302);

        HttpResponse<String> in = login("demo", "only-for-this-test", token());
        assertThat(in.headers().firstValue("Location").orElseThrow()).endsWith("/");
        assertThat(in.headers().firstValue("Set-Cookie").orElseThrow()).contains("HttpOnly").contains("SameSite=Lax");
        HttpResponse<String> home = hub.get("/", null);
        assertThat(home.statusCode()).isEqualTo(200);
        assertThat(home.body()).contains("128,404").contains("RMA-2026-00418").contains("nothing is lost");
        assertThat(home.headers().firstValue("Content-Security-Policy").orElseThrow())
                .startsWith("default-src 'none'").doesNotContain("unsafe");
        assertThat(home.body()).doesNotContain("<script").doesNotContain("style=\"").doesNotContain("//cdn");

        assertThat(hub.get("/api/ops/who", null).statusCode()).as("a session is no key").isEqualTo(401);
        assertThat(hub.get("/no-such-page", null).statusCode()).isEqualTo(403);
        assertThat(hub.get("/no-such-page", null).body()).contains("You may not see this page");

        assertThat(form("/logout", Map.of("_csrf", "forged")).statusCode()).isEqualTo(403);
        form("/logout", Map.of("_csrf", token(home.body())));
        assertThat(hub.get("/", null).statusCode()).isEqualTo(302);
    }

    @Test
    void aPersonWithoutTheScopeDoesNotSeeTheOverview() {
        hub.bean(Users.class).ensure("service", "service-password", "demo", Set.of(Role.SERVICE));
        login("Service ", "service-password", token());

        assertThat(hub.get("/", null).statusCode()).isEqualTo(403);
    }

    @Test
    void guessingIsStopped() {
        hub.bean(Users.class).ensure("guessed", "right-password", "demo", Set.of(Role.OPS));
        for (int i = 0; i < 10; i++) {
            login("guessed", "guess-" + i, token());
        }

        assertThat(login("guessed", "right-password", token()).headers().firstValue("Location").orElseThrow())
                .endsWith("/login?error");
        assertThat(hub.query("select username from app_user where password_hash like '%right-password%'")).isEmpty();
    }

    @Test
    void styleAndIconAreOpen() {
        assertThat(hub.get("/assets/console.css", null).statusCode()).isEqualTo(200);
        assertThat(hub.get("/assets/icon.svg", null).statusCode()).isEqualTo(200);
    }

    @Test
    void theApiDocumentsAreOpenToReadAndNothingBesideThem() {
        HttpResponse<String> page = hub.get("/api/docs", null);
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body()).contains("<option value=\"ops\">RMA Hub – operations</option>", "value=\"access\"")
                .doesNotContain("<script>").doesNotContain("style=\"").doesNotContain("onload").doesNotContain("//cdn");
        assertThat(page.headers().firstValue("Content-Security-Policy").orElseThrow())
                .startsWith("default-src 'none'").doesNotContain("unsafe");

        HttpResponse<String> document = hub.get("/api/docs/ops.yaml", null);
        assertThat(document.headers().firstValue("Content-Type").orElse("")).startsWith("application/yaml");
        assertThat(document.body()).startsWith("openapi: 3.1");
        assertThat(hub.get("/api/docs/swagger-ui/swagger-ui-bundle.js", null).body()).contains("SwaggerUIBundle");
        assertThat(hub.get("/api/docs/swagger-ui/swagger-ui.css", null).statusCode()).isEqualTo(200);
        assertThat(hub.get("/assets/api-docs.js", null).statusCode()).isEqualTo(200);

        for (String nothing : Set.of("/api/docs/none.yaml", "/api/docs/swagger-ui/index.html", "/api/docs/x")) {
            assertThat(hub.get(nothing, null).statusCode()).as(nothing).isEqualTo(404);
        }
        assertThat(hub.send("POST", "/api/docs/ops.yaml", null, "{}").statusCode()).isEqualTo(401);
        assertThat(hub.get("/api/other", null).statusCode()).isEqualTo(401);
        assertThat(hub.get("/webjars/swagger-ui/5.34.1/swagger-ui.css", null).statusCode()).isEqualTo(302);
    }

    private String token() {
        return token(hub.get("/login", null).body());
    }

    private static String token(String page) {
        Matcher matcher = CSRF.matcher(page);
        assertThat(matcher.find()).isTrue();
        return matcher.group(1);
    }

    private HttpResponse<String> login(String name, String password, String token) {
        return form("/login", Map.of("username", name, "password", password, "_csrf", token));
    }

    private HttpResponse<String> form(String path, Map<String, String> fields) {
        String body = fields.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        return hub.send(HttpRequest.newBuilder(URI.create(hub.url(path)))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(body)).build());
    }
}
