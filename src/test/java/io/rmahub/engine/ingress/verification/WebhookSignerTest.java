package io.rmahub.engine.ingress.verification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rmahub.support.Configured;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the hub signs is what the specification's own example says, and what the hub itself would believe. */
class WebhookSignerTest {

    /** From the test vectors of the reference libraries (github.com/standard-webhooks/standard-webhooks). */
    private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    private static final String ID = "msg_p5jXN8AQM9LWM0D4loKWxJek";
    private static final Instant AT = Instant.ofEpochSecond(1614265330);
    private static final byte[] BODY = "{\"test\": 2432232314}".getBytes(StandardCharsets.UTF_8);
    private static final String SIGNATURE = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=";

    private static Map<String, String> signed(String secrets, Instant at, byte[] body) {
        return WebhookSigner.of("auth.token", secrets).headers(ID, at, body);
    }

    private static Verified believed(Map<String, String> headers, byte[] body, Instant at) {
        return Verifications.of(Configured.verification("{scheme: standard-webhooks, secrets: ['" + SECRET + "']}"))
                .verify(new InboundRequest(body, Map.of("webhook-id", List.of(headers.get("webhook-id")),
                        "webhook-timestamp", List.of(headers.get("webhook-timestamp")),
                        "webhook-signature", List.of(headers.get("webhook-signature"))), Map.of(), null, null, null,
                        at));
    }

    @Test
    void signsAsTheSpecificationsExample() {
        assertThat(signed(SECRET, AT, BODY)).isEqualTo(Map.of("webhook-id", ID, "webhook-timestamp", "1614265330",
                "webhook-signature", SIGNATURE));
    }

    @Test
    void theTimeOfTheAttemptIsSignedAndTheIdStays() {
        Map<String, String> first = signed(SECRET, AT, BODY);
        Map<String, String> second = signed(SECRET, AT.plusSeconds(30), BODY);

        assertThat(second.get("webhook-id")).isEqualTo(first.get("webhook-id"));
        assertThat(second.get("webhook-timestamp")).isEqualTo("1614265360");
        assertThat(second.get("webhook-signature")).isNotEqualTo(first.get("webhook-signature"));
        assertThat(believed(second, BODY, AT)).isInstanceOf(Verified.Accepted.class);
    }

    @Test
    void whateverIsChangedIsNotBelieved() {
        byte[] text = "{\"text\":\"Ihr Fall ist eröffnet, sprawę otwarto\"}".getBytes(StandardCharsets.UTF_8);
        Map<String, String> headers = signed(SECRET, AT, text);
        byte[] other = text.clone();
        other[3] ^= 1;

        assertThat(believed(headers, text, AT)).isInstanceOf(Verified.Accepted.class);
        assertThat(believed(headers, other, AT)).isEqualTo(new Verified.Refused(Verified.WRONG));
        assertThat(believed(headers, text, AT.plusSeconds(301))).isEqualTo(new Verified.Refused(Verified.EXPIRED));
    }

    @Test
    void aRotationSignsWithBoth() {
        String both = "whsec_b2xkIGtleSBvZiAyNCBieXRlcywgeWVz " + SECRET;
        assertThat(signed(both, AT, BODY).get("webhook-signature").split(" ")).hasSize(2).contains(SIGNATURE);
        assertThat(believed(signed(both, AT, BODY), BODY, AT)).isInstanceOf(Verified.Accepted.class);
    }

    @ParameterizedTest
    @CsvSource(nullValues = "none", value = {
        "none,                                  is missing",
        "' ',                                   is missing",
        "c2VjcmV0LXdpdGhvdXQtcHJlZml4LTI0LWI=,  must begin with whsec_",
        "whpk_c2VjcmV0LXdpdGhvdXQtcHJlZml4LTI0, must begin with whsec_",
        "whsec_%%%,                             cannot be read",
        "whsec_c2hvcnQ=,                        at least 24 bytes"})
    void aSecretThatIsNoneIsNamedButNotShown(String secret, String message) {
        assertThatThrownBy(() -> WebhookSigner.of("hub.targets.x.auth.token", secret))
                .isInstanceOf(IllegalArgumentException.class).hasMessageStartingWith("hub.targets.x.auth.token ")
                .hasMessageContaining(message)
                .satisfies(thrown -> assertThat(thrown.getMessage()).doesNotContain("c2"));
    }
}
