package io.rmahub.engine.ingress.verification;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.rmahub.support.Configured;
import io.rmahub.support.Samples;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What vendors published as right is believed, and nothing that differs by a byte. */
class PublishedVectorsTest {

    private static JsonNode vector(String name) throws IOException {
        return new ObjectMapper().readTree(Samples.read(name));
    }

    private static void believed(String yaml, byte[] body, Map<String, List<String>> headers, Instant at) {
        Verification verification = Verifications.of(Configured.verification(yaml));
        assertThat(verification.verify(new InboundRequest(body, headers, Map.of(), null, null, null, at)))
                .isInstanceOf(Verified.Accepted.class);
        byte[] other = body.clone();
        other[other.length / 2] ^= 1;
        assertThat(verification.verify(new InboundRequest(other, headers, Map.of(), null, null, null, at)))
                .isEqualTo(new Verified.Refused(Verified.WRONG));
    }

    private static byte[] text(JsonNode node) {
        return node.asText().getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void afterShip() throws IOException {
        JsonNode vector = vector("aftership/signature-vector.json");
        believed("{scheme: hmac, header: aftership-hmac-sha256, encoding: base64, secrets: ['"
                + vector.path("secret").asText() + "']}",
                Samples.read("aftership/" + vector.path("body_file").asText()),
                Map.of(vector.path("header").asText(), List.of(vector.path("expected").asText())), Instant.EPOCH);
    }

    @Test
    void seventeenTrack() throws IOException {
        JsonNode vector = vector("17track/signature-vector-v2.json");
        believed("{scheme: plain-hash, header: sign, signed: '{body}/{secret}', secrets: ['"
                + vector.path("key").asText() + "']}",
                text(vector.path("body")), Map.of("sign", List.of(vector.path("expected").asText())), Instant.EPOCH);
    }

    @Test
    void sendcloud() throws IOException {
        JsonNode vector = vector("sendcloud/signature-vector.json");
        believed("{scheme: hmac, header: Sendcloud-Signature, secrets: ['" + vector.path("secret").asText() + "']}",
                text(vector.path("body")), Map.of("sendcloud-signature", List.of(vector.path("expected").asText())),
                Instant.EPOCH);
    }

    /** The expected value was computed apart from this code, over the published body with the published secret. */
    @Test
    void easyPostNormalisesItsSecret() {
        byte[] body = Samples.read("easypost/event-tracker.updated.json");
        String yaml =
                "{scheme: hmac, header: X-Hmac-Signature, prefix: 'hmac-sha256-hex=', secret-form: %s, "
                        + "secrets: ['s\u00e9cret']}";
        Map<String, List<String>> headers = Map.of("x-hmac-signature", List.of(
                "hmac-sha256-hex=044558adfe9c4781bc7c72cd65c57c7185673ac9c03669d3a493caafaff2ef44"));
        believed(yaml.formatted("nfkd"), body, headers, Instant.EPOCH);
        assertThat(Verifications.of(Configured.verification(yaml.formatted("nfc")))
                .verify(new InboundRequest(body, headers, Map.of(), null, null, null, Instant.EPOCH)))
                .isEqualTo(new Verified.Refused(Verified.WRONG));
    }

    @Test
    void standardWebhooks() throws IOException {
        JsonNode vector = vector("standard-webhooks/vector-hmac.json");
        Map<String, List<String>> headers = Map.of(
                "webhook-id", List.of(vector.path("webhook-id").asText()),
                "webhook-timestamp", List.of(vector.path("webhook-timestamp").asText()),
                "webhook-signature", List.of(vector.path("webhook-signature").asText()));
        believed("{scheme: standard-webhooks, secrets: ['" + vector.path("secret").asText() + "']}",
                text(vector.path("payload")), headers,
                Instant.ofEpochSecond(vector.path("webhook-timestamp").asLong()));
    }
}
