package io.rmahub.engine.settings;

import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How the hub proves itself to a system that it calls.
 *
 * @param scheme   {@code none}, {@code basic} (username, password), {@code bearer} (token), {@code header}
 *                 (header, token), {@code oauth2-client} (RFC 6749 §4.4: username and password are the client's
 *                 id and secret, sent to tokenUrl by Basic) or {@code standard-webhooks} (the token is a secret
 *                 {@code whsec_…} with which each call is signed, or two with a blank between them)
 * @param tokenUrl where {@code oauth2-client} asks for its token
 * @param scope    what {@code oauth2-client} asks for; may be absent
 */
public record AuthSettings(
        @DefaultValue("none") String scheme,
        String username,
        String password,
        String token,
        @DefaultValue("X-Api-Key") String header,
        String tokenUrl,
        String scope) {

    @Override
    public String toString() {
        return "AuthSettings[" + scheme + "]";
    }
}
