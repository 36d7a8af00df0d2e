package io.rmahub.engine.access;

import java.time.Instant;
import java.util.Set;
import java.util.UUID;

/**
 * A machine's key as the hub knows it, which is everything but the key.
 *
 * @param name      unique among the live keys of an organisation; safe to log
 * @param revokedAt from when it is refused, or null while it is live
 */
public record ApiKey(UUID id, String orgId, String name, Set<Scope> scopes, Instant createdAt, Instant revokedAt) {

    HubPrincipal principal() {
        return new HubPrincipal(orgId, name, scopes);
    }
}
