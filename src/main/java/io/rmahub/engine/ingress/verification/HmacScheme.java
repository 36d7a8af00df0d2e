package io.rmahub.engine.ingress.verification;

import io.rmahub.engine.settings.VerificationSettings;

/** A keyed hash (RFC 2104), by default over the raw body, in a header; keys are the secrets' UTF-8 bytes. */
public final class HmacScheme implements VerificationScheme {

    static final String HEADER = "X-Signature";

    @Override
    public String name() {
        return "hmac";
    }

    @Override
    public Verification prepare(String property, VerificationSettings settings) {
        if (settings.algorithm() != null && !settings.algorithm().startsWith("Hmac")) {
            throw new IllegalArgumentException(property + ".algorithm must be an HMAC, e.g. HmacSHA256");
        }
        String header = settings.header() == null ? HEADER : settings.header();
        Signature signature = new Signature(property, settings, "HmacSHA256", "{body}");
        return Check.ofHeader(header, name(),
                request -> signature.verify(request.header(header), settings.prefix(), request));
    }
}
