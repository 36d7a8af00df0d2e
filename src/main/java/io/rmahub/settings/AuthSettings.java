package io.rmahub.settings;

import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How the hub proves itself to a system that it calls.
 *
 * @param scheme {@code none}, {@code basic} (username, password), {@code bearer} (token) or {@code header}
 *               (header, token)
 */
public record AuthSettings(
        @DefaultValue("none") String scheme,
        String username,
        String password,
        String token,
        @DefaultValue("X-Api-Key") String header) {

    @Override
    public String toString() {
        return "AuthSettings[" + scheme + "]";
    }
}
