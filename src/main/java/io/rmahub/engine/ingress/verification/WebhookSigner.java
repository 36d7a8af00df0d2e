package io.rmahub.engine.ingress.verification;

import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Signs what the hub sends as Standard Webhooks 1.0 has it: HMAC-SHA256 over {@code id.timestamp.body}. The receiver
 * knows a repeat by the id, and an old copy by the timestamp.
 */
public final class WebhookSigner {

    private static final String SECRET = "whsec_";
    /** The specification wants 24 to 64 bytes; what is longer is no weaker. */
    private static final int LEAST_BYTES = 24;

    private final List<WebhookKey.Shared> keys;

    private WebhookSigner(List<WebhookKey.Shared> keys) {
        this.keys = keys;
    }

    /**
     * Signs with one secret, or during its rotation with two, a blank between them.
     *
     * @throws IllegalArgumentException naming the property, never the secret
     */
    public static WebhookSigner of(String property, String secrets) {
        if (secrets == null || secrets.isBlank()) {
            throw new IllegalArgumentException(property + " is missing");
        }
        return new WebhookSigner(Arrays.stream(secrets.strip().split("\\s+"))
                .map(secret -> key(property, secret)).toList());
    }

    private static WebhookKey.Shared key(String property, String secret) {
        if (!secret.startsWith(SECRET)) {
            throw new IllegalArgumentException(
                    property + " must begin with " + SECRET + " for scheme standard-webhooks");
        }
        WebhookKey.Shared key = (WebhookKey.Shared) WebhookKey.of(property, secret);
        if (key.key().length < LEAST_BYTES) {
            throw new IllegalArgumentException(
                    property + " must hold at least " + LEAST_BYTES + " bytes behind " + SECRET);
        }
        return key;
    }

    /** The headers of one attempt to send the body. */
    public Map<String, String> headers(String id, Instant at, byte[] body) {
        String time = Long.toString(at.getEpochSecond());
        byte[] signed = WebhookKey.signed(id, time, body);
        String signatures = keys.stream().map(key -> "v1," + Base64.getEncoder().encodeToString(key.mac(signed)))
                .collect(Collectors.joining(" "));
        return Map.of("webhook-id", id, "webhook-timestamp", time, "webhook-signature", signatures);
    }
}
