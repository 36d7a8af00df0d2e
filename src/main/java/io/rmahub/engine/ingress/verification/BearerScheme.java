package io.rmahub.engine.ingress.verification;

import io.rmahub.engine.settings.VerificationSettings;

/** A bearer token (RFC 6750) that was agreed on and does not change by itself. */
public final class BearerScheme implements VerificationScheme {

    @Override
    public String name() {
        return "bearer";
    }

    @Override
    public Verification prepare(String property, VerificationSettings settings) {
        LiveSecrets secrets = LiveSecrets.of(property, settings);
        return Check.ofHeader(BearerToken.HEADER, BearerToken.CHALLENGE,
                request -> BearerToken.verify(request, secrets::match));
    }
}
