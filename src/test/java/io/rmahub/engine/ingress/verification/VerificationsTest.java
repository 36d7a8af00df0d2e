package io.rmahub.engine.ingress.verification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rmahub.engine.settings.VerificationSettings;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Expected signatures of {@link #BODY} were made with {@code openssl dgst -hmac}; the others are test cases 2
 * and 4 of RFC 4231.
 */
class VerificationsTest {

    private static final String BODY = "{\"action\":\"TICKET_CREATED\",\"ticket_id\":1234}";
    private static final String SHA256 = "1a169aba5d77bc352d1775461515cdd439786105a446076f4ab1cd13c17388fc";

    @ParameterizedTest
    @CsvSource({
        "HmacSHA256, hex, '', 1a169aba5d77bc352d1775461515cdd439786105a446076f4ab1cd13c17388fc",
        "HmacSHA256, hex, sha256=, sha256=1A169ABA5D77BC352D1775461515CDD439786105A446076F4AB1CD13C17388FC",
        "HmacSHA256, base64, '', Ghaaul13vDUtF3VGFRXN1Dl4YQWkRgdvSrHNE8FziPw=",
        "HmacSHA1, hex, '', a3d32e2aeb5032bde2ddb05b9d892451383ab0af",
        "HmacSHA512, hex, '', 85dfd88e50833019e82901c302f6a5f13f58b0b3afad7b453c5c29cd95b909a"
            + "4972dce262a211d83ccac697de65b77b5e26f32759b67e60130ebc93515bb9781",
    })
    void hmacAcceptsWhatOpensslSigned(String algorithm, String encoding, String prefix, String signature) {
        Verification hmac = Verifications.of(hmac(algorithm, encoding, prefix, "other", "first-secret"));

        assertThat(hmac.verify(signed(BODY.getBytes(StandardCharsets.UTF_8), signature)))
                .isEqualTo(new Verified.Accepted("hmac#2"));
    }

    @Test
    void hmacKeysAreUtf8() {
        Verification hmac = Verifications.of(hmac("HmacSHA256", "hex", "", "zażółć-geheim"));

        assertThat(hmac.verify(signed(BODY.getBytes(StandardCharsets.UTF_8),
                "b4b1aa31d71ad32d424cd16f8bf185a5495e7b3bd28131177f066ec678ca7f01")))
                .isInstanceOf(Verified.Accepted.class);
    }

    @Test
    void hmacIsOverTheRawBytes() {
        Verification hmac = Verifications.of(hmac("HmacSHA256", "hex", "", "first-secret"));
        byte[] notText = {(byte) 0xff, 0, (byte) 0xfe};

        assertThat(hmac.verify(signed(notText, "7273a80c439ad997cdb41339684db5e53c0371e5a0eb5494ef9a8c69186855ce")))
                .isInstanceOf(Verified.Accepted.class);
        assertThat(hmac.verify(signed(new byte[0], "271539289f4d957d3f6380f2531e083f73682246cc940cfbaffd093e3bcaeeb3")))
                .isInstanceOf(Verified.Accepted.class);
    }

    @Test
    void hmacFitsRfc4231() {
        byte[] nothing = "what do ya want for nothing?".getBytes(StandardCharsets.US_ASCII);
        assertThat(Verifications.of(hmac("HmacSHA256", "hex", "", "Jefe")).verify(signed(nothing,
                "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843")))
                .isInstanceOf(Verified.Accepted.class);
        assertThat(Verifications.of(hmac("HmacSHA512", "hex", "", "Jefe")).verify(signed(nothing,
                "164b7a7bfcf819e2e395fbe73b56e0a387bd64222e831fd610270cd7ea250554"
                        + "9758bf75c05a994a6d034f65f8f0e6fdcaeab1a34d4a6b4b636e070a38bce737")))
                .isInstanceOf(Verified.Accepted.class);

        byte[] fiftyTimesCd = new byte[50];
        Arrays.fill(fiftyTimesCd, (byte) 0xcd);
        String key = new String(HexFormat.of().parseHex("0102030405060708090a0b0c0d0e0f10111213141516171819"),
                StandardCharsets.US_ASCII);
        assertThat(Verifications.of(hmac("HmacSHA256", "hex", "", key)).verify(signed(fiftyTimesCd,
                "82558a389a443c0ea4cc819899f2083a85f0faa3e578f8077a2e3ff46729665b")))
                .isInstanceOf(Verified.Accepted.class);
    }

    @ParameterizedTest
    @CsvSource(nullValues = "none", value = {
        "none, credential-missing",
        "'', credential-malformed",
        "sha256=zz, credential-malformed",
        "sha256=1a169, credential-malformed",
        "sha1=1a169aba5d77bc352d1775461515cdd439786105a446076f4ab1cd13c17388fc, credential-malformed",
        "sha256=, credential-wrong",
        "sha256=1a169aba5d77bc352d1775461515cdd439786105a446076f4ab1cd13c17388, credential-wrong",
        "sha256=1a169aba5d77bc352d1775461515cdd439786105a446076f4ab1cd13c17388fd, credential-wrong",
    })
    void hmacRefuses(String signature, String reason) {
        Verification hmac = Verifications.of(hmac("HmacSHA256", "hex", "sha256=", "first-secret"));

        assertThat(hmac.verify(signed(BODY.getBytes(StandardCharsets.UTF_8), signature)))
                .isEqualTo(new Verified.Refused(reason));
    }

    @Test
    void hmacRefusesAnotherBodyAndTwoSignatures() {
        Verification hmac = Verifications.of(hmac("HmacSHA256", "hex", "", "first-secret"));

        assertThat(hmac.verify(signed((BODY + " ").getBytes(StandardCharsets.UTF_8), SHA256)))
                .isEqualTo(new Verified.Refused(Verified.WRONG));
        assertThat(hmac.verify(new InboundRequest(BODY.getBytes(StandardCharsets.UTF_8),
                Map.of("x-signature", List.of(SHA256, SHA256)), Map.of(), null, null, null, Instant.EPOCH)))
                .isEqualTo(new Verified.Refused(Verified.MALFORMED));
    }

    @Test
    void hmacIsRightOnManyThreads() {
        Verification hmac = Verifications.of(hmac("HmacSHA256", "hex", "", "first-secret"));
        byte[] body = BODY.getBytes(StandardCharsets.UTF_8);

        assertThat(IntStream.range(0, 20_000).parallel().filter(i -> {
            boolean honest = i % 2 == 0;
            Verified found = hmac.verify(signed(honest ? body : new byte[] {1}, SHA256));
            return honest == found instanceof Verified.Accepted;
        }).count()).isEqualTo(20_000);
    }

    @ParameterizedTest
    @CsvSource(nullValues = "none", value = {
        "Basic dGh1bGl1bTpwYTpzcw==, basic#1",
        "basic dGh1bGl1bTpwYTpzcw==, basic#1",
        "Basic dcW8eXRrb3duaWs6aGFzxYJv, basic#2",
        "none, credential-missing",
        "Bearer dGh1bGl1bTpwYTpzcw==, credential-malformed",
        "Basic %%%, credential-malformed",
        "Basic, credential-malformed",
        "'Basic ', credential-wrong",
        "Basic dGh1bGl1bTpwYTpzdA==, credential-wrong",
    })
    void basic(String authorization, String expected) {
        Verification basic = Verifications.of(
                settings("basic", List.of("thulium:pa:ss", "użytkownik:hasło"), "HmacSHA256", "hex", ""));

        assertThat(said(basic.verify(with("authorization", authorization)))).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(nullValues = "none", value = {
        "old, none, url-token#1",
        "new, none, url-token#2",
        "none, new, url-token#2",
        "wrong, new, credential-wrong",
        "none, wrong, credential-wrong",
        "'', new, credential-missing",
        "none, none, credential-missing",
    })
    void urlToken(String parameter, String segment, String expected) {
        Verification token = Verifications.of(
                settings("url-token", List.of("old", "new"), "HmacSHA256", "hex", ""));
        Map<String, List<String>> query = parameter == null ? Map.of() : Map.of("token", List.of(parameter));

        assertThat(said(token.verify(new InboundRequest(new byte[0], Map.of(), query, segment, null, null,
                Instant.EPOCH)))).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(nullValues = "none", value = {
        "Key abc, static-header#1",
        "abc, credential-malformed",
        "Key abd, credential-wrong",
        "none, credential-missing",
    })
    void staticHeader(String value, String expected) {
        Verification header = Verifications.of(
                settings("static-header", List.of("abc"), "HmacSHA256", "hex", "Key "));

        assertThat(said(header.verify(with("X-SIGNATURE", value)))).isEqualTo(expected);
    }

    @Test
    void closedByDefault() {
        refused("hub.sources.x.verification.scheme", null);
        refused("hub.sources.x.verification.scheme", settings(null, List.of("s"), "HmacSHA256", "hex", ""));
        refused("hub.sources.x.verification.scheme", settings("", List.of("s"), "HmacSHA256", "hex", ""));
        refused("hub.sources.x.verification.scheme", settings("none", List.of("s"), "HmacSHA256", "hex", ""));
        for (String scheme : List.of("basic", "hmac", "static-header", "url-token")) {
            String property = "hub.sources.x.verification.secrets";
            refused(property, settings(scheme, null, "HmacSHA256", "hex", ""));
            refused(property, settings(scheme, List.of(), "HmacSHA256", "hex", ""));
            refused(property, settings(scheme, List.of(" "), "HmacSHA256", "hex", ""));
            refused(property, settings(scheme, List.of("a:b", "${X_SECRET}"), "HmacSHA256", "hex", ""));
            refused(property, settings(scheme, List.of("a:1", "a:2", "a:3"), "HmacSHA256", "hex", ""));
        }
        refused("hub.sources.x.verification.secrets", settings("basic", List.of("no colon"), "", "", ""));
        refused("hub.sources.x.verification.secrets", settings("basic", List.of("user:"), "", "", ""));
        refused("hub.sources.x.verification.encoding", settings("hmac", List.of("s"), "HmacSHA256", "rot13", ""));
        refused("hub.sources.x.verification.algorithm", settings("hmac", List.of("s"), "HmacSHA000", "hex", ""));
        refused("hub.sources.x.verification.algorithm", settings("hmac", List.of("s"), "SHA-256", "hex", ""));
    }

    @Test
    void anUnsetSecondSecretIsNoSecret() {
        Verification token = Verifications.of(settings("url-token", List.of("only", ""), "", "", ""));

        assertThat(said(token.verify(new InboundRequest(new byte[0], Map.of(), Map.of(), "only", null, null,
                Instant.EPOCH)))).isEqualTo("url-token#1");
        assertThat(said(token.verify(new InboundRequest(new byte[0], Map.of(), Map.of(), "", null, null,
                Instant.EPOCH)))).isEqualTo("credential-missing");
    }

    @Test
    void aRequestDoesNotPrintWhatItHolds() {
        assertThat(with("Authorization", "Basic secret").toString()).doesNotContain("secret");
    }

    private static void refused(String property, VerificationSettings settings) {
        assertThatThrownBy(() -> Verifications.of("hub.sources.x.verification", settings))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(property)
                .message().doesNotContain("X_SECRET");
    }

    private static String said(Verified verified) {
        if (verified instanceof Verified.Accepted accepted) {
            return accepted.by();
        }
        return ((Verified.Refused) verified).reason();
    }

    private static InboundRequest with(String header, String value) {
        Map<String, List<String>> headers = value == null ? Map.of() : Map.of(header, List.of(value));
        return new InboundRequest(new byte[0], headers, Map.of(), null, "127.0.0.1", null, Instant.EPOCH);
    }

    private static InboundRequest signed(byte[] body, String signature) {
        Map<String, List<String>> headers = signature == null ? Map.of() : Map.of("x-signature", List.of(signature));
        return new InboundRequest(body, headers, Map.of(), null, "127.0.0.1", null, Instant.EPOCH);
    }

    private static VerificationSettings hmac(String algorithm, String encoding, String prefix, String... secrets) {
        return settings("hmac", List.of(secrets), algorithm, encoding, prefix);
    }

    private static VerificationSettings settings(
            String scheme, List<String> secrets, String algorithm, String encoding, String prefix) {
        return new VerificationSettings(scheme, secrets == null ? List.of() : secrets, "X-Signature", algorithm,
                encoding, prefix, "token", "sign", null, "as-is", Duration.ofMinutes(5), Duration.ofHours(1), List.of(),
                List.of(), List.of(), Map.of());
    }
}
