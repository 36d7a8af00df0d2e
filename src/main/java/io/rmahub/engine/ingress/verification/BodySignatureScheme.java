package io.rmahub.engine.ingress.verification;

import io.rmahub.engine.settings.VerificationSettings;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A signature in a field of the body over other fields. Some senders write the Base64 of an MD5 over content and
 * secret, others an MD5 in capital hex digits, others a SHA-256 over event, data and key.
 */
public final class BodySignatureScheme implements VerificationScheme {

    @Override
    public String name() {
        return "body-signature";
    }

    @Override
    public Verification prepare(String property, VerificationSettings settings) {
        Signature signature = new Signature(property, settings, "MD5", null);
        return Check.ofNoHeader(name(), request -> {
            byte[] sent = BodyField.of(request.body(), settings.field());
            return signature.verify(sent == null ? List.of() : List.of(new String(sent, StandardCharsets.UTF_8)),
                    settings.prefix(), request);
        });
    }
}
