package io.rmahub.story;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.rmahub.engine.access.ApiKeys;
import io.rmahub.engine.access.Scope;
import io.rmahub.support.ThuliumPosts;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.EnumSet;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Who sees what: no secret is seen by anybody, and nothing of one organisation by another. */
class SecretsTest extends HubStory {

    private static final List<String> SECRETS = List.of(StoryHub.HOOK_PASSWORD, "sandbox-csp", "sandbox-tms",
            "sandbox-tickets", "sandbox-products", "c2FuZGJveC1ub3RpZmljYXRpb24td2ViaG9vaw==",
            Base64.getEncoder().encodeToString(("thulium:" + StoryHub.HOOK_PASSWORD).getBytes(StandardCharsets.UTF_8)),
            Base64.getEncoder().encodeToString("sandbox:sandbox-thulium".getBytes(StandardCharsets.UTF_8)));

    private static String processed() {
        String ticket = newTicket();
        thuliumHas(ticket, ticket(ticket));
        behave("csp", "{\"mode\":\"failing\",\"status\":401,\"failures\":1}");
        behave("tms", "{\"mode\":\"down\",\"failures\":1}");
        return awaitDelivered(accepted(FORM, thin(ticket))).path("id").asText();
    }

    @Test
    void noSecretIsStoredShownOrLogged() {
        String id = processed();
        hub.send(hub.request(ThuliumPosts.PATH).header("Authorization", "Basic " + SECRETS.get(0))
                .POST(BodyPublishers.ofString("a=1")));
        String headers = db()
                .queryForObject("select headers from message where id = ?", String.class, UUID.fromString(id));
        assertThat(headers).contains("authorization").contains("***");
        String number = message(id).path("caseNumber").asText();
        String shown = message(id) + headers + hub.log() + ask("/api/ops/messages?q=" + number)
                + ask("/api/csp/rma/" + number) + ask("/api/ops/deliveries?limit=500") + ask("/api/ops/ledger");
        SECRETS.forEach(secret -> assertThat(shown.contains(secret)).as(secret + " is seen").isFalse());
        assertThat(shown.contains(StoryHub.ADMIN_KEY)).as("the admin's key is seen").isFalse();
    }

    @Test
    void anotherOrganisationSeesNothing() {
        JsonNode message = message(processed());
        String number = message.path("caseNumber").asText();
        String key = "rma_another-organisation-0123456789abcdef0123456789";
        hub.bean(ApiKeys.class).ensure("elsewhere", "admin", EnumSet.allOf(Scope.class), key, true);

        for (String path : List.of("/api/ops/messages?q=" + number, "/api/ops/messages",
                "/api/ops/deliveries?status=DELIVERED", "/api/csp/rma?number=" + number, "/api/csp/rma",
                "/api/ops/messages?q=" + message.path("id").asText())) {
            var answer = hub.get(path, key);
            assertThat(answer.statusCode()).as(path).isEqualTo(200);
            assertThat(hub.read(answer.body()).path("items")).as(path).isEmpty();
        }
        for (String path : List.of("/api/ops/messages/" + message.path("id").asText(), "/api/csp/rma/" + number)) {
            assertThat(hub.get(path, key).statusCode()).as(path).isEqualTo(404);
        }
        JsonNode ledger = hub.read(hub.get("/api/ops/ledger", key).body());
        assertThat(ledger.path("accepted").asLong()).isZero();
        assertThat(hub.get("/api/ops/ledger", "nobody").statusCode()).isEqualTo(401);
    }
}
