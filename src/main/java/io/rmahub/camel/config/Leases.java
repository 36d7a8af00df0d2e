package io.rmahub.camel.config;

import io.rmahub.engine.settings.HubSettings;
import org.springframework.stereotype.Component;

/**
 * The leases of handed-over work for the SQL files of routes, which read them as {@code :#${bean:leases.delivery}}:
 * each is an interval as ISO 8601 and PostgreSQL write it.
 */
@Component("leases")
public final class Leases {

    private final HubSettings settings;

    public Leases(HubSettings settings) {
        this.settings = settings;
    }

    /** Of a message that is handed over once more. */
    public String message() {
        return settings.processing().queueLease().toString();
    }

    /** Of a delivery that waits at the broker. */
    public String delivery() {
        return settings.delivery().queueLease().toString();
    }

    /** Of a call to a target. */
    public String call() {
        return settings.delivery().callLease().toString();
    }
}
