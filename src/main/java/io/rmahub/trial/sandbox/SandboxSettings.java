package io.rmahub.trial.sandbox;

import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What can be chosen about the sandbox.
 *
 * @param smtpPort    port of the mail server on the loopback address; 0 takes a free one
 * @param keptBodies  how many of the newest bodies each neighbour keeps
 * @param keptKeys    how many idempotency keys each neighbour keeps as text; all are counted
 * @param credentials credential by neighbour in place of the fixed one; for thulium {@code user:password}
 */
@SandboxOnly
@ConfigurationProperties("hub.sandbox")
public record SandboxSettings(
        @DefaultValue("0") int smtpPort,
        @DefaultValue("20000") int keptBodies,
        @DefaultValue("200000") int keptKeys,
        @DefaultValue Map<String, String> credentials) {

    String credential(String neighbour, String fixed) {
        return credentials.getOrDefault(neighbour, fixed);
    }
}
