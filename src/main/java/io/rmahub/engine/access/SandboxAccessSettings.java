package io.rmahub.engine.access;

import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Fixed values for the sandbox's ready-made access, under {@code hub.sandbox}; what is not fixed is random.
 *
 * @param adminKey      the administrator's key
 * @param adminPassword the password of the user {@code demo}
 */
@ConfigurationProperties("hub.sandbox")
public record SandboxAccessSettings(String adminKey, String adminPassword) {

    @Override
    public String toString() {
        return "SandboxAccessSettings[]";
    }
}
