package io.rmahub.trial.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The neighbours over HTTP: credentials, idempotency, recording and behaviour on command. */
class NeighboursTest {

    private static RunningSandbox sandbox;

    @BeforeAll
    static void start() {
        sandbox = new RunningSandbox("--hub.sandbox.kept-bodies=5", "--hub.sandbox.kept-keys=8");
    }

    @AfterAll
    static void stop() {
        sandbox.close();
    }

    @BeforeEach
    void empty() throws Exception {
        for (String name : List.of("csp", "tms", "tickets", "thulium", "products", "notification")) {
            sandbox.call("DELETE", "/" + name + "/received", null);
            sandbox.command(name, "{\"mode\":\"ok\"}");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "csp,     /api/cases,                 Authorization, Bearer sandbox-csp",
        "tms,     /api/tasks,                 X-Api-Key,     sandbox-tms",
        "tickets, /api/tickets/1234/links,    Authorization, Bearer sandbox-tickets",
        "thulium, /api/tickets/1234/comments, Authorization, Basic c2FuZGJveDpzYW5kYm94LXRodWxpdW0="})
    void takesCallsWithItsOwnCredentialsOnly(String name, String path, String header, String value) throws Exception {
        var none = sandbox.call("POST", "/" + name + path, "{}", "Idempotency-Key", "\"k\"");
        var wrong = sandbox.call("POST", "/" + name + path, "{}", "Idempotency-Key", "\"k\"", header, value + "x");
        var right = sandbox.call("POST", "/" + name + path, "{\"a\":\"ż\"}", "Idempotency-Key", "\"k\"", header, value);

        assertThat(none.statusCode()).isEqualTo(401);
        assertThat(none.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(none.headers().firstValue("WWW-Authenticate")).isPresent();
        assertThat(wrong.statusCode()).isEqualTo(401);
        assertThat(right.statusCode()).isEqualTo(201);
        JsonNode received = sandbox.get("/" + name + "/received");
        assertThat(received.path("count").asInt()).isEqualTo(1);
        assertThat(received.path("refused").asInt()).isEqualTo(2);
        assertThat(received.at("/items/0/idempotencyKey").asText()).isEqualTo("k");
        assertThat(received.at("/items/0/method").asText()).isEqualTo("POST");
        assertThat(received.at("/items/0/path").asText()).isEqualTo(path);
        assertThat(received.at("/items/0/body/a").asText()).isEqualTo("ż");
    }

    @Test
    void answersARepeatedKeyAsTheFirstTimeAndCountsItAsRepeated() throws Exception {
        var first = sandbox.openCase("one", "{\"n\":1}");
        var again = sandbox.openCase("one", "{\"n\":2}");
        var bare = sandbox.call("POST", "/csp/api/cases", "{}", "Authorization", RunningSandbox.CSP, "Idempotency-Key",
                "one");
        var other = sandbox.openCase("two", "{\"n\":3}");

        assertThat(again.body()).isEqualTo(first.body());
        assertThat(bare.body()).isEqualTo(first.body());
        assertThat(again.headers().firstValue("Idempotent-Replayed")).hasValue("true");
        assertThat(other.body()).isNotEqualTo(first.body());
        JsonNode received = sandbox.get("/csp/received");
        assertThat(List.of(received.path("count").asInt(), received.path("calls").asInt(),
                received.path("repeated").asInt())).containsExactly(2, 4, 2);
        assertThat(received.path("items")).hasSize(2);
        assertThat(received.at("/items/0/times").asInt()).isEqualTo(3);
        assertThat(received.at("/items/0/body/n").asInt()).isEqualTo(1);
        assertThat(sandbox.call("GET", "/csp/keys", null).body().lines()).containsExactlyInAnyOrder("one\t3", "two\t1");
    }

    @Test
    void refusesACallWithoutAKeyOrWithoutAnObject() throws Exception {
        var keyless = sandbox.call("POST", "/csp/api/cases", "{}", "Authorization", RunningSandbox.CSP);

        assertThat(keyless.statusCode()).isEqualTo(400);
        assertThat(keyless.body()).contains("Idempotency-Key");
        assertThat(sandbox.openCase("k", "not json").statusCode()).isEqualTo(400);
        assertThat(sandbox.openCase("k", "").statusCode()).isEqualTo(400);
        assertThat(sandbox.get("/csp/received").path("calls").asInt()).isZero();
    }

    @Test
    void keepsTheNewestBodiesInOrderAndCountsAll() throws Exception {
        for (int i = 1; i <= 10; i++) {
            sandbox.openCase("key-" + i, "{\"serial\":\"S" + i + "\"}");
        }
        JsonNode received = sandbox.get("/csp/received");

        assertThat(received.path("count").asInt()).isEqualTo(10);
        assertThat(keys(received)).isEqualTo("key-6 key-7 key-8 key-9 key-10");
        assertThat(keys(sandbox.get("/csp/received?limit=2"))).isEqualTo("key-9 key-10");
        assertThat(keys(sandbox.get("/csp/received?q=S7"))).isEqualTo("key-7");
        assertThat(sandbox.call("GET", "/csp/keys", null).body().lines()).hasSize(9).last().isEqualTo("# left out: 2");
    }

    @Test
    void failsAsOftenAsItWasToldAndThenRecovers() throws Exception {
        sandbox.command("csp", "{\"mode\":\"failing\",\"status\":429,\"failures\":2,\"retryAfterSeconds\":7}");
        var first = sandbox.openCase("k", "{}");
        assertThat(sandbox.get("/csp/behaviour").path("failures").asInt()).isEqualTo(1);
        var second = sandbox.openCase("k", "{}");
        var third = sandbox.openCase("k", "{}");

        assertThat(first.statusCode()).isEqualTo(429);
        assertThat(first.headers().firstValue("Retry-After")).hasValue("7");
        assertThat(first.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(second.statusCode()).isEqualTo(429);
        assertThat(third.statusCode()).isEqualTo(201);
        assertThat(sandbox.get("/csp/behaviour").path("mode").asText()).isEqualTo("ok");
        assertThat(sandbox.get("/csp/received").path("calls").asInt()).isEqualTo(1);
    }

    @Test
    void failsUntilToldOtherwise() throws Exception {
        sandbox.command("csp", "{\"mode\":\"failing\"}");
        for (int i = 0; i < 3; i++) {
            assertThat(sandbox.openCase("k", "{}").statusCode()).isEqualTo(503);
        }
    }

    @Test
    void closesTheConnectionWithoutAnAnswerWhenDown() throws Exception {
        sandbox.command("csp", "{\"mode\":\"down\",\"failures\":1}");

        assertThatThrownBy(() -> sandbox.openCase("k", "{}")).isInstanceOf(IOException.class);
        assertThat(sandbox.openCase("k", "{}").statusCode()).isEqualTo(201);
        assertThat(sandbox.get("/csp/received").path("calls").asInt()).isEqualTo(1);
    }

    @Test
    void waitsBeforeItAnswersWhenSlow() throws Exception {
        sandbox.command("csp", "{\"mode\":\"slow\",\"latencyMillis\":300}");
        long before = System.nanoTime();

        assertThat(sandbox.openCase("k", "{}").statusCode()).isEqualTo(201);
        assertThat((System.nanoTime() - before) / 1_000_000).isBetween(300L, 5_000L);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "{\"mode\":\"sideways\"}", "{\"mode\":\"failing\",\"status\":200}", "{\"failures\":0}",
        "{\"latencyMillis\":-1}"})
    void refusesACommandThatItDoesNotUnderstand(String command) throws Exception {
        var answer = sandbox.call("POST", "/csp/behaviour", command);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
    }

    @Test
    void knowsItsProductsOnly() throws Exception {
        JsonNode known = sandbox.get("/products/api/products/HYB-10K-3P", "Authorization", "Bearer sandbox-products");
        var unknown = sandbox.call("GET", "/products/api/products/X", null, "Authorization", "Bearer sandbox-products");

        assertThat(known.path("sku").asText()).isEqualTo("HYB-10K-3P");
        assertThat(known.path("family").asText()).isEqualTo("hybrid-inverter");
        assertThat(unknown.statusCode()).isEqualTo(404);
        assertThat(sandbox.call("GET", "/products/api/products/X", null).statusCode()).isEqualTo(401);
        assertThat(sandbox.get("/products/received").path("reads").asInt()).isEqualTo(2);
    }

    @Test
    void productsKeepsABookThatAPersonCanCorrect() throws Exception {
        String[] caller = {"Authorization", "Bearer sandbox-products"};
        String movement =
                "{\"movementId\":\"%s\",\"direction\":\"%s\",\"sku\":\"P-1\",\"quantity\":3,\"warehouse\":\"W 1\"}";
        String asked = "/products-stock/api/stock/P-1?warehouse=W%201&since=2020-01-01T00:00:00Z";
        for (String key : List.of("one", "another")) {
            sandbox.call("POST", "/products/api/stock-movements", movement.formatted("m1", "OUT"), "Authorization",
                    "Bearer sandbox-products", "Idempotency-Key", key);
        }
        sandbox.call("POST", "/products/movements", movement.formatted("m2", "IN"));
        assertThat(sandbox.call("GET", asked, null).statusCode()).isEqualTo(401);
        assertThat(sandbox.get(asked, caller).path("onHand").asInt()).isZero();
        assertThat(sandbox.get(asked, caller).path("movements").findValuesAsText("movementId"))
                .containsExactly("m1", "m2");

        assertThat(sandbox.call("DELETE", "/products/movements/m2", null).statusCode()).isEqualTo(204);
        assertThat(sandbox.call("DELETE", "/products/movements/m2", null).statusCode()).isEqualTo(404);
        assertThat(sandbox.get(asked, caller).path("onHand").asInt()).isEqualTo(-3);
        assertThat(sandbox.get(asked.replace("2020", "2999"), caller).path("movements")).isEmpty();
        sandbox.call("DELETE", "/products/movements/m1", null);
        assertThat(sandbox.call("GET", asked, null, caller).statusCode()).isEqualTo(404);
    }

    @Test
    void showsAllNeighboursAndNoOthers() throws Exception {
        JsonNode index = sandbox.get("");

        assertThat(index.path("neighbours").fieldNames()).toIterable()
                .containsExactly("csp", "tms", "tickets", "thulium", "products", "notification", "landray", "huilianyi",
                        "dhl", "ups", "fedex", "gls", "inpost", "17track", "tms-assets", "notification-webhook",
                        "products-stock");
        assertThat(index.path("examples")).isNotEmpty();
        assertThat(sandbox.call("GET", "/nobody/received", null).statusCode()).isEqualTo(404);
        assertThat(sandbox.call("GET", "/csp/api/nothing", null).statusCode()).isEqualTo(404);
    }

    @Test
    void bringsNothingElseOfTheHub() {
        assertThat(sandbox.context().getBeanDefinitionNames())
                .noneMatch(name -> name.matches("(?i).*(datasource|jms|camel|flyway|security).*"));
    }

    private static String keys(JsonNode received) {
        return StreamSupport.stream(received.path("items").spliterator(), false)
                .map(item -> item.path("idempotencyKey").asText()).collect(Collectors.joining(" "));
    }
}
