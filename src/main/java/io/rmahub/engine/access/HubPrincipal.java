package io.rmahub.engine.access;

import java.io.Serializable;
import java.security.Principal;
import java.util.Set;

/**
 * Who is asking: a machine by its key or a person by a login.
 *
 * @param orgId  the organisation whose rows this principal sees and writes, and no other's
 * @param name   the key's name or the user name; safe to log
 * @param scopes what it may do
 */
public record HubPrincipal(String orgId, String name, Set<Scope> scopes) implements Principal, Serializable {

    public HubPrincipal {
        scopes = Set.copyOf(scopes);
    }

    @Override
    public String getName() {
        return name;
    }

    public boolean may(Scope scope) {
        return scopes.contains(scope);
    }
}
