package io.rmahub.engine.ingress.verification;

import io.rmahub.engine.settings.VerificationSettings;
import java.util.List;
import java.util.Set;

/**
 * A token in the address, for senders that can set nothing else: the configured query parameter, or the last
 * segment of the path when the parameter was not sent.
 */
public final class UrlTokenScheme implements VerificationScheme {

    @Override
    public String name() {
        return "url-token";
    }

    @Override
    public Verification prepare(String property, VerificationSettings settings) {
        LiveSecrets secrets = LiveSecrets.of(property, settings);
        return new Check(request -> verify(request, settings.parameter(), secrets),
                Set.of(), Set.of(settings.parameter()), name());
    }

    private static Verified verify(InboundRequest request, String parameter, LiveSecrets secrets) {
        List<String> sent = request.parameter(parameter);
        if (sent.size() > 1) {
            return new Verified.Refused(Verified.MALFORMED);
        }
        String token = sent.isEmpty() ? request.pathToken() : sent.get(0);
        return token == null || token.isEmpty() ? new Verified.Refused(Verified.MISSING) : secrets.match(token);
    }
}
