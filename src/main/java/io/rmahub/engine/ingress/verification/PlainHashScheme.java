package io.rmahub.engine.ingress.verification;

import io.rmahub.engine.settings.VerificationSettings;

/**
 * A plain hash over the body and the secret, in a header: some senders sign SHA-256 of
 * <code>{body}/{secret}</code>, others begin with the secret.
 */
public final class PlainHashScheme implements VerificationScheme {

    @Override
    public String name() {
        return "plain-hash";
    }

    @Override
    public Verification prepare(String property, VerificationSettings settings) {
        String header = settings.header() == null ? HmacScheme.HEADER : settings.header();
        Signature signature = new Signature(property, settings, "SHA-256", "{body}{secret}");
        return Check.ofHeader(header, name(),
                request -> signature.verify(request.header(header), settings.prefix(), request));
    }
}
