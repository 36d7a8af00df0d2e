package io.rmahub.trial.sandbox;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.function.UnaryOperator;

/**
 * What a caller of a neighbour has to show.
 *
 * @param header    the header it is in
 * @param expected  the header's whole value
 * @param challenge {@code WWW-Authenticate} of the refusal
 */
record Credential(String header, String expected, String challenge) {

    static Credential bearer(String token) {
        return new Credential("Authorization", "Bearer " + token, "Bearer");
    }

    static Credential apiKey(String key) {
        return key("X-Api-Key", key);
    }

    static Credential key(String header, String key) {
        return new Credential(header, key, "ApiKey");
    }

    /** {@code userAndPassword} is {@code user:password}. */
    static Credential basic(String userAndPassword) {
        String encoded = Base64.getEncoder().encodeToString(userAndPassword.getBytes(StandardCharsets.UTF_8));
        return new Credential("Authorization", "Basic " + encoded, "Basic realm=\"sandbox\"");
    }

    static Credential none() {
        return new Credential("", "", "");
    }

    boolean fits(UnaryOperator<String> headers) {
        return header.isEmpty() || expected.equals(headers.apply(header));
    }

    @Override
    public String toString() {
        return "Credential[" + header + "]";
    }
}
