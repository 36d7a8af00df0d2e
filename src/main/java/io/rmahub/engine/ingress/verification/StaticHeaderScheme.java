package io.rmahub.engine.ingress.verification;

import io.rmahub.engine.settings.VerificationSettings;
import java.util.List;

/** The same secret in the configured header of every request, after the configured prefix. */
public final class StaticHeaderScheme implements VerificationScheme {

    @Override
    public String name() {
        return "static-header";
    }

    @Override
    public Verification prepare(String property, VerificationSettings settings) {
        if (settings.header() == null || settings.header().isBlank()) {
            throw new IllegalArgumentException(property + ".header is missing");
        }
        LiveSecrets secrets = LiveSecrets.of(property, settings);
        return Check.ofHeader(settings.header(), name(),
                request -> verify(request.header(settings.header()), settings.prefix(), secrets));
    }

    private static Verified verify(List<String> sent, String prefix, LiveSecrets secrets) {
        if (sent.isEmpty()) {
            return new Verified.Refused(Verified.MISSING);
        }
        if (sent.size() > 1 || !sent.get(0).startsWith(prefix)) {
            return new Verified.Refused(Verified.MALFORMED);
        }
        return secrets.match(sent.get(0).substring(prefix.length()));
    }
}
