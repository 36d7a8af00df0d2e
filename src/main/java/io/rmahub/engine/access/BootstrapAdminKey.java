package io.rmahub.engine.access;

import java.util.EnumSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.stereotype.Component;

/**
 * Lets the first administrator in by {@code hub.access.bootstrap-admin-key}. Another value replaces the one
 * before it. A bootstrap key that was revoked stays revoked.
 */
@Component
final class BootstrapAdminKey implements InitializingBean {

    private static final Logger LOG = LoggerFactory.getLogger(BootstrapAdminKey.class);
    private static final String PROPERTY = "hub.access.bootstrap-admin-key";
    private static final int SHORTEST = 32;

    private final ApiKeys keys;
    private final AccessSettings settings;

    BootstrapAdminKey(ApiKeys keys, AccessSettings settings) {
        this.keys = keys;
        this.settings = settings;
    }

    @Override
    public void afterPropertiesSet() {
        if (settings.bootstrapAdminKey() == null || settings.bootstrapAdminKey().isBlank()) {
            return;
        }
        String key = settings.bootstrapAdminKey().strip();
        if (key.contains("${")) {
            throw new IllegalArgumentException(PROPERTY + " is a placeholder without a value");
        }
        if (key.length() < SHORTEST) {
            throw new IllegalArgumentException(PROPERTY + " is shorter than " + SHORTEST + " characters");
        }
        ApiKey ensured = keys.ensure(settings.bootstrapOrg(), "bootstrap-admin", EnumSet.allOf(Scope.class), key,
                false);
        if (ensured.revokedAt() != null) {
            LOG.warn("{} was revoked at {} and lets nobody in", PROPERTY, ensured.revokedAt());
        }
    }
}
