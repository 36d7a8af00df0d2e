package io.rmahub.engine.access;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings under {@code hub.access}.
 *
 * @param bootstrapAdminKey the first administrator's key, from the environment or a secret file; without it
 *                          a new production installation has no key at all
 * @param bootstrapOrg      the organisation of that administrator
 * @param keyCache          how long a key check is remembered, so that a key revoked through another hub
 *                          instance is refused here after at most this time
 * @param auditRetention    how long refusals are kept
 */
@ConfigurationProperties("hub.access")
public record AccessSettings(
        String bootstrapAdminKey,
        @DefaultValue("main") String bootstrapOrg,
        @DefaultValue("10s") Duration keyCache,
        @DefaultValue("90d") Duration auditRetention) {

    @Override
    public String toString() {
        return "AccessSettings[" + bootstrapOrg + "]";
    }
}
