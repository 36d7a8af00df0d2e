package io.rmahub.engine.ingress.verification;

import static org.assertj.core.api.Assertions.assertThat;

import io.rmahub.support.Configured;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Both kinds of signature, several at a time, and how far clocks may differ. */
class StandardWebhooksTest {

    private static final Instant NOW = Instant.parse("2026-03-02T10:00:00Z");
    private static final String ID = "msg_1";
    private static final String BODY = "{\"type\":\"rma.decided\"}";
    private static final String SIGNED = ID + "." + NOW.getEpochSecond() + "." + BODY;

    private static String v1(String key) {
        return "v1," + Base64.getEncoder().encodeToString(Signer.hmac("HmacSHA256", key, SIGNED));
    }

    private static String whsec(String key) {
        return "whsec_" + Base64.getEncoder().encodeToString(key.getBytes(StandardCharsets.UTF_8));
    }

    private static String judge(String yaml, Instant at, String signatures) {
        Verified found = Verifications.of(Configured.verification("{scheme: standard-webhooks, " + yaml + "}"))
                .verify(new InboundRequest(BODY.getBytes(StandardCharsets.UTF_8), Map.of("webhook-id", List.of(ID),
                        "Webhook-Timestamp", List.of(String.valueOf(NOW.getEpochSecond())),
                        "webhook-signature", List.of(signatures)), Map.of(), null, null, null, at));
        return found instanceof Verified.Accepted accepted ? accepted.by() : ((Verified.Refused) found).reason();
    }

    @Test
    void severalSignaturesAndTwoSecrets() {
        String yaml = "secrets: ['" + whsec("old key of 24 bytes, yes") + "', '" + whsec("new key of 24 bytes, yes")
                + "']";
        String old = v1("old key of 24 bytes, yes");
        String fresh = v1("new key of 24 bytes, yes");
        String foreign = v1("another key of 24 bytes.");
        assertThat(judge(yaml, NOW, old)).isEqualTo("standard-webhooks#1");
        assertThat(judge(yaml, NOW, foreign + " " + fresh)).isEqualTo("standard-webhooks#2");
        assertThat(judge(yaml, NOW, foreign)).isEqualTo("credential-wrong");
        assertThat(judge(yaml, NOW, "v2" + fresh.substring(2))).isEqualTo("credential-wrong");
        assertThat(judge(yaml, NOW, "v1,%%% " + fresh)).isEqualTo("standard-webhooks#2");
        assertThat(judge(yaml, NOW, "")).isEqualTo("credential-wrong");
        assertThat(judge(yaml, NOW, (foreign + " ").repeat(20) + fresh)).isEqualTo("credential-malformed");
    }

    @ParameterizedTest
    @CsvSource({"0, standard-webhooks#1", "300, standard-webhooks#1", "-300, standard-webhooks#1",
        "301, credential-expired", "-301, credential-expired"})
    void clocksMayDifferByFiveMinutes(int seconds, String expected) {
        String key = "a key of twenty-four byte";
        assertThat(judge("secrets: ['" + whsec(key) + "']", NOW.plusSeconds(seconds), v1(key))).isEqualTo(expected);
    }

    @Test
    void publicKeys() throws Exception {
        KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        byte[] encoded = pair.getPublic().getEncoded();
        String whpk = "whpk_"
                + Base64.getEncoder().encodeToString(Arrays.copyOfRange(encoded, encoded.length - 32, encoded.length));
        String signature = "v1a," + Base64.getEncoder().encodeToString(signed(pair.getPrivate(), SIGNED));
        String key = "a key of twenty-four byte";
        String yaml = "secrets: ['" + whsec(key) + "', '" + whpk + "']";
        assertThat(judge(yaml, NOW, "v1,AAAA " + signature)).isEqualTo("standard-webhooks#2");
        assertThat(judge(yaml, NOW, "v1a," + Base64.getEncoder().encodeToString(signed(pair.getPrivate(), BODY))))
                .isEqualTo("credential-wrong");
        assertThat(judge(yaml, NOW, "v1a,AAAA")).isEqualTo("credential-wrong");
        // The public key is public: nobody may sign with it as if it were a shared secret.
        assertThat(judge("secrets: ['" + whpk + "']", NOW, v1(whpk))).isEqualTo("credential-wrong");
    }

    private static byte[] signed(PrivateKey key, String text) throws Exception {
        Signature signature = Signature.getInstance("Ed25519");
        signature.initSign(key);
        signature.update(text.getBytes(StandardCharsets.UTF_8));
        return signature.sign();
    }

    @Test
    void anotherFamilyOfHeaders() {
        String key = "a key of twenty-four byte";
        Verification svix = Verifications.of(Configured.verification(
                "{scheme: standard-webhooks, header: Svix-Signature, secrets: ['" + whsec(key) + "']}"));
        assertThat(svix.verify(new InboundRequest(BODY.getBytes(StandardCharsets.UTF_8), Map.of("svix-id", List.of(ID),
                "svix-timestamp", List.of(String.valueOf(NOW.getEpochSecond())), "svix-signature", List.of(v1(key))),
                Map.of(), null, null, null, NOW))).isInstanceOf(Verified.Accepted.class);
        assertThat(svix.headers()).containsExactly("svix-signature");
    }
}
