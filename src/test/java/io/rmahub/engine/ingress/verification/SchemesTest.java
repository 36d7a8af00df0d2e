package io.rmahub.engine.ingress.verification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rmahub.support.Configured;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Schemes by what a source's configuration says and what then is believed. */
class SchemesTest {

    private static final Instant NOW = Instant.parse("2026-03-02T10:00:00Z");

    /** One request that is put together a word at a time. */
    private record Sent(String body, Map<String, List<String>> headers, Map<String, List<String>> query,
                        String address, String subject, Instant at) {

        static Sent body(String body) {
            return new Sent(body, Map.of(), Map.of(), "192.0.2.10", null, NOW);
        }

        Sent header(String name, String... values) {
            Map<String, List<String>> more = new LinkedHashMap<>(headers);
            more.put(name, List.of(values));
            return new Sent(body, more, query, address, subject, at);
        }

        Sent token(String token) {
            return new Sent(body, headers, Map.of("token", List.of(token)), address, subject, at);
        }

        Sent from(String address) {
            return new Sent(body, headers, query, address, subject, at);
        }

        Sent named(String subject) {
            return new Sent(body, headers, query, address, subject, at);
        }

        Sent at(Instant at) {
            return new Sent(body, headers, query, address, subject, at);
        }

        String judgedBy(String yaml) {
            Verified found = Verifications.of("hub.sources.x.verification", Configured.verification(yaml)).verify(
                    new InboundRequest(body.getBytes(StandardCharsets.UTF_8), headers, query, null, address, subject,
                            at));
            return found instanceof Verified.Accepted accepted ? accepted.by() : ((Verified.Refused) found).reason();
        }
    }

    @Test
    void aPlainHashOverBodyAndSecret() {
        String slash = "{scheme: plain-hash, header: sign, signed: '{body}/{secret}', secrets: [other, k-1]}";
        Sent sent = Sent.body("{\"event\":\"X\"}");
        assertThat(sent.header("Sign", hash("{\"event\":\"X\"}/k-1")).judgedBy(slash)).isEqualTo("plain-hash#2");
        assertThat(sent.header("sign", hash("k-1{\"event\":\"X\"}")).judgedBy(slash)).isEqualTo("credential-wrong");
        assertThat(sent.judgedBy(slash)).isEqualTo("credential-missing");
        assertThat(sent.header("sign", hash("k-1{\"event\":\"X\"}"))
                .judgedBy("{scheme: plain-hash, header: sign, signed: '{secret}{body}', secrets: [k-1]}"))
                .isEqualTo("plain-hash#1");
    }

    private static String hash(String text) {
        return Signer.hex(Signer.digest("SHA-256", text));
    }

    @Test
    void secretsHaveAForm() {
        // The same letter, once as one character and once as two.
        String one = "s\u00e9cret";
        String two = "se\u0301cret";
        Sent sent = Sent.body("x").header("X-Signature", Signer.hex(Signer.hmac("HmacSHA256", two, "x")));
        assertThat(sent.judgedBy("{scheme: hmac, secrets: ['" + one + "']}")).isEqualTo("credential-wrong");
        assertThat(sent.judgedBy("{scheme: hmac, secret-form: nfkd, secrets: ['" + one + "']}")).isEqualTo("hmac#1");
        assertThat(sent.judgedBy("{scheme: hmac, secret-form: nfc, secrets: ['" + two + "']}"))
                .isEqualTo("credential-wrong");
    }

    @Test
    void aSignatureOverAHeaderAndTheBody() {
        String yaml = "{scheme: hmac, signed: '{header:x-time}.{body}', secrets: [s]}";
        Sent sent = Sent.body("x").header("X-Signature", Signer.hex(Signer.hmac("HmacSHA256", "s", "17.x")));
        assertThat(sent.header("X-Time", "17").judgedBy(yaml)).isEqualTo("hmac#1");
        assertThat(sent.header("X-Time", "18").judgedBy(yaml)).isEqualTo("credential-wrong");
        assertThat(sent.judgedBy(yaml)).isEqualTo("credential-malformed");
        // What was fed before the missing part must not be left over for the next request.
        assertThat(sent.header("X-Time", "17").judgedBy(yaml)).isEqualTo("hmac#1");
    }

    @Test
    void aSignatureInsideAForm() {
        String capitals = "{scheme: body-signature, field: sign, signed: '{field:param}{secret}', secrets: [salt]}";
        String sign = Signer.hex(Signer.digest("MD5", "{\"a\": \"ś\"}salt")).toUpperCase(Locale.ROOT);
        assertThat(Sent.body("param=%7B%22a%22%3A+%22%C5%9B%22%7D&sign=" + sign).judgedBy(capitals))
                .isEqualTo("body-signature#1");
        assertThat(Sent.body("param=%7B%22b%22%3A+%22%C5%9B%22%7D&sign=" + sign).judgedBy(capitals))
                .isEqualTo("credential-wrong");
        assertThat(Sent.body("param=x").judgedBy(capitals)).isEqualTo("credential-missing");

        String base64 =
                "{scheme: body-signature, field: data_digest, encoding: base64, "
                        + "signed: '{field:logistics_interface}{secret}', secrets: [k]}";
        String digest = Base64.getEncoder().encodeToString(Signer.digest("MD5", "<a/>k"));
        assertThat(Sent.body("logistics_interface=%3Ca%2F%3E&data_digest="
                + URLEncoder.encode(digest, StandardCharsets.UTF_8)).judgedBy(base64)).isEqualTo("body-signature#1");
    }

    @Test
    void aSignatureInsideJsonCoversTheCharactersAsSent() {
        String yaml =
                "{scheme: body-signature, algorithm: SHA-256, signed: '{field:event}/{field:data}/{secret}', "
                        + "secrets: [k]}";
        String data = "{ \"number\" : \"RR1\", \"n\":1.50,\"e\":[ ] }";
        String sign = hash("TRACKING_UPDATED/" + data + "/k");
        String body = "{\"sign\":\"" + sign + "\", \"event\":\"TRACKING_UPDATED\", \"data\": " + data + "}";
        assertThat(Sent.body(body).judgedBy(yaml)).isEqualTo("body-signature#1");
        assertThat(Sent.body(body.replace("1.50", "1.5")).judgedBy(yaml)).isEqualTo("credential-wrong");
        // The second data would be what the mapping sees.
        assertThat(Sent.body(body.substring(0, body.length() - 1) + ",\"data\":{}}").judgedBy(yaml))
                .isEqualTo("credential-missing");
        assertThat(Sent.body(body.substring(5)).judgedBy(yaml)).isEqualTo("credential-missing");
    }

    @Test
    void aFormFieldThatIsThereTwiceVouchesForNothing() {
        String yaml = "{scheme: body-signature, signed: '{field:a}{secret}', secrets: [k]}";
        String sign = Signer.hex(Signer.digest("MD5", "1k"));
        assertThat(Sent.body("a=1&sign=" + sign).judgedBy(yaml)).isEqualTo("body-signature#1");
        assertThat(Sent.body("a=1&a=2&sign=" + sign).judgedBy(yaml)).isEqualTo("credential-malformed");
    }

    @ParameterizedTest
    @CsvSource({
        "91.216.25.0, ip-range", "91.216.25.255, ip-range", "91.216.26.0, address-unexpected",
        "::ffff:91.216.25.7, ip-range", "2001:db8::7, ip-range", "2001:db9::7, address-unexpected",
        "20.65.16.23, ip-range", "20.65.16.24, address-unexpected", "91.216.25, address-unexpected",
        "fe80::1%eth0, address-unexpected", "localhost, address-unexpected", "'', address-unexpected"})
    void addresses(String address, String expected) {
        assertThat(Sent.body("").from(address).judgedBy(
                "{scheme: ip-range, networks: ['91.216.25.0/24', '20.65.16.22/31', '2001:db8::/32']}"))
                .isEqualTo(expected);
    }

    @Test
    void namesInCertificates() {
        String own = "{scheme: mtls-subject, subjects: ['CN=push.carrier.example, O=Carrier, C=PL']}";
        assertThat(Sent.body("").named("CN=push.carrier.example,O=Carrier,C=PL").judgedBy(own))
                .isEqualTo("mtls-subject");
        assertThat(Sent.body("").named("CN=evil.example,O=Carrier,C=PL").judgedBy(own)).isEqualTo("credential-wrong");
        assertThat(Sent.body("").judgedBy(own)).isEqualTo("credential-missing");
        // A header is no certificate unless a proxy is configured, and then only the proxy's.
        Sent claimed = Sent.body("").header("X-Client", "CN=push.carrier.example,O=Carrier,C=PL");
        assertThat(claimed.judgedBy(own)).isEqualTo("credential-missing");
        String proxied = own.replace("{scheme", "{header: X-Client, proxies: [10.0.0.0/8], scheme");
        assertThat(claimed.judgedBy(proxied)).isEqualTo("address-unexpected");
        assertThat(claimed.from("10.1.2.3").judgedBy(proxied)).isEqualTo("mtls-subject");
        assertThat(Sent.body("").from("10.1.2.3").header("x-client", "nonsense").judgedBy(proxied))
                .isEqualTo("credential-malformed");
    }

    @Test
    void allOfThem() {
        String yaml = "{scheme: all, secrets: [t], all: {net: {scheme: ip-range, networks: [192.0.2.0/24]}, "
                + "key: {scheme: static-header, header: x-api-key, secrets: [k1, k2]}, token: {scheme: url-token}}}";
        Sent good = Sent.body("").token("t").header("X-Api-Key", "k2");
        assertThat(good.judgedBy(yaml)).isEqualTo("static-header#2+ip-range+url-token#1");
        assertThat(good.from("198.51.100.1").judgedBy(yaml)).isEqualTo("address-unexpected");
        assertThat(good.token("k1").judgedBy(yaml)).isEqualTo("credential-wrong");
        assertThat(good.header("X-Api-Key", "t").judgedBy(yaml)).isEqualTo("credential-wrong");
        Verification all = Verifications.of(Configured.verification(yaml));
        assertThat(all.headers()).containsExactly("x-api-key");
        assertThat(all.parameters()).containsExactly("token");
    }

    @Test
    void bearer() {
        String yaml = "{scheme: bearer, secrets: [a-token]}";
        assertThat(Sent.body("").header("Authorization", "bearer a-token").judgedBy(yaml)).isEqualTo("bearer#1");
        assertThat(Sent.body("").header("Authorization", "Basic a-token").judgedBy(yaml))
                .isEqualTo("credential-malformed");
        assertThat(Sent.body("").header("Authorization", "Bearer other").judgedBy(yaml)).isEqualTo("credential-wrong");
    }

    @Test
    void tokensOfTheHubsOwn() {
        String yaml = "{scheme: oauth2, secrets: ['id:old', 'id:new'], token-life: 10m}";
        // Made by another hub, or by this one before it was started again.
        TokenIssuer issuer = new TokenIssuer(List.of(Configured.verification("{scheme: all, all: {t: " + yaml + "}}")));
        String token = issuer.issue("id", "new", NOW).orElseThrow().value();
        Sent sent = Sent.body("").header("Authorization", "Bearer " + token);
        assertThat(sent.judgedBy(yaml)).isEqualTo("oauth2#2");
        assertThat(sent.at(NOW.plusSeconds(599)).judgedBy(yaml)).isEqualTo("oauth2#2");
        assertThat(sent.at(NOW.plusSeconds(600)).judgedBy(yaml)).isEqualTo("credential-expired");
        assertThat(sent.judgedBy("{scheme: oauth2, secrets: ['id:old']}")).as("withdrawn")
                .isEqualTo("credential-wrong");
        assertThat(sent.judgedBy("{scheme: oauth2, secrets: ['another:new']}")).isEqualTo("credential-wrong");
        String later = token.replaceFirst("\\.\\d+\\.", "." + NOW.plusSeconds(9999).getEpochSecond() + ".");
        assertThat(Sent.body("").header("Authorization", "Bearer " + later).judgedBy(yaml))
                .isEqualTo("credential-wrong");
        for (String nonsense : List.of("", ".", "..", "a.b.c", "a..c", token + "x", token.substring(1))) {
            assertThat(Sent.body("").header("Authorization", "Bearer " + nonsense).judgedBy(yaml))
                    .isEqualTo("credential-wrong");
        }
        assertThat(issuer.issue("id", "guess", NOW)).isEmpty();
        assertThat(issuer.issue("id:n", "ew", NOW)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "networks: {scheme: ip-range}",
        "networks: {scheme: ip-range, networks: [everywhere]}",
        "subjects: {scheme: mtls-subject}",
        "subjects: {scheme: mtls-subject, subjects: [nobody]}",
        "proxies: {scheme: mtls-subject, subjects: [CN=a], header: X-Client}",
        "header: {scheme: static-header, secrets: [s]}",
        "header: {scheme: standard-webhooks, header: X-Sign, secrets: [whsec_c2VjcmV0]}",
        "secrets: {scheme: standard-webhooks, secrets: [secret]}",
        "secrets: {scheme: standard-webhooks, secrets: [whpk_c2VjcmV0]}",
        "secrets: {scheme: oauth2, secrets: [no-colon]}",
        "token-life: {scheme: oauth2, secrets: ['a:b'], token-life: 0s}",
        "signed: {scheme: body-signature, secrets: [s]}",
        "signed: {scheme: body-signature, signed: '{field:a}', secrets: [s]}",
        "signed: {scheme: plain-hash, signed: '{body}', secrets: [s]}",
        "signed: {scheme: plain-hash, signed: '{secret}', secrets: [s]}",
        "signed: {scheme: hmac, signed: '{bdoy}{body}', secrets: [s]}",
        "secret-form: {scheme: hmac, secret-form: upside-down, secrets: [s]}",
        "algorithm: {scheme: plain-hash, algorithm: SHA-257, secrets: [s]}",
        "all: {scheme: all, secrets: [s]}",
        "all.a.scheme: {scheme: all, all: {a: {secrets: [s]}}}",
        "all.a.secrets: {scheme: all, all: {a: {scheme: url-token}}}"})
    void whatCannotVerifyStopsTheStart(String propertyAndSettings) {
        String[] parts = propertyAndSettings.split(": ", 2);
        assertThatThrownBy(() -> Verifications.of("hub.sources.x.verification", Configured.verification(parts[1])))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("hub.sources.x.verification." + parts[0]);
    }
}
