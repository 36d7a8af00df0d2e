package io.rmahub.engine.ingress.verification;

import io.rmahub.engine.settings.VerificationSettings;
import java.util.Base64;
import java.util.List;

/** HTTP Basic (RFC 7617, UTF-8): each secret is {@code user:password}. */
public final class BasicScheme implements VerificationScheme {

    private static final String PREFIX = "Basic ";

    @Override
    public String name() {
        return "basic";
    }

    @Override
    public Verification prepare(String property, VerificationSettings settings) {
        LiveSecrets.pairs(property, settings, "user:password");
        LiveSecrets secrets = LiveSecrets.of(property, settings);
        return Check.ofHeader("Authorization", "Basic realm=\"hub\", charset=\"UTF-8\"",
                request -> verify(request.header("Authorization"), secrets));
    }

    private static Verified verify(List<String> sent, LiveSecrets secrets) {
        if (sent.isEmpty()) {
            return new Verified.Refused(Verified.MISSING);
        }
        String value = sent.get(0);
        if (sent.size() > 1 || !value.regionMatches(true, 0, PREFIX, 0, PREFIX.length())) {
            return new Verified.Refused(Verified.MALFORMED);
        }
        try {
            return secrets.match(Base64.getDecoder().decode(value.substring(PREFIX.length()).strip()));
        } catch (IllegalArgumentException e) {
            return new Verified.Refused(Verified.MALFORMED);
        }
    }
}
