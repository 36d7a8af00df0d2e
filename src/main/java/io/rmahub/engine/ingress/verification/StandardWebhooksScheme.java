package io.rmahub.engine.ingress.verification;

import io.rmahub.engine.settings.VerificationSettings;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Standard Webhooks 1.0: {@code id.timestamp.body} signed, with HMAC-SHA256 ({@code v1}, secrets {@code whsec_…}) or
 * Ed25519 ({@code v1a}, public keys {@code whpk_…}). The header may hold several signatures; one that fits is enough.
 */
public final class StandardWebhooksScheme implements VerificationScheme {

    private static final String NAME = "standard-webhooks";
    private static final String SUFFIX = "-signature";
    /** More than a rotation ever needs; without a bound one header could cost much time. */
    private static final int MOST_SIGNATURES = 16;

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Verification prepare(String property, VerificationSettings settings) {
        String header = settings.header() == null ? "webhook-signature" : settings.header().toLowerCase(Locale.ROOT);
        if (!header.endsWith(SUFFIX)) {
            throw new IllegalArgumentException(property + ".header must end with " + SUFFIX);
        }
        String family = header.substring(0, header.length() - SUFFIX.length());
        List<WebhookKey> keys = LiveSecrets.checked(property, settings).stream()
                .map(secret -> WebhookKey.of(property + ".secrets", secret)).toList();
        return new Check(request -> verify(request, family, settings.tolerance(), keys),
                Set.of(header), Set.of(), NAME);
    }

    private static Verified verify(InboundRequest request, String family, Duration tolerance, List<WebhookKey> keys) {
        List<String> id = request.header(family + "-id");
        List<String> time = request.header(family + "-timestamp");
        List<String> signatures = request.header(family + SUFFIX);
        if (id.isEmpty() || time.isEmpty() || signatures.isEmpty()) {
            return new Verified.Refused(Verified.MISSING);
        }
        Instant sent = instant(time.get(0));
        if (id.size() > 1 || time.size() > 1 || signatures.size() > 1 || sent == null) {
            return new Verified.Refused(Verified.MALFORMED);
        }
        if (Duration.between(sent, request.receivedAt()).abs().compareTo(tolerance) > 0) {
            return new Verified.Refused(Verified.EXPIRED);
        }
        return judge(signatures.get(0), WebhookKey.signed(id.get(0), time.get(0), request.body()), keys);
    }

    private static Instant instant(String seconds) {
        try {
            return Instant.ofEpochSecond(Long.parseLong(seconds));
        } catch (NumberFormatException | DateTimeException e) {
            return null;
        }
    }

    private static Verified judge(String header, byte[] signed, List<WebhookKey> keys) {
        List<String> signatures = List.of(header.strip().split(" +"));
        if (signatures.size() > MOST_SIGNATURES) {
            return new Verified.Refused(Verified.MALFORMED);
        }
        int fitting = 0;
        for (int i = keys.size(); i > 0; i--) {
            fitting = keys.get(i - 1).madeOneOf(signatures, signed) ? i : fitting;
        }
        return LiveSecrets.answer(NAME, fitting);
    }
}
