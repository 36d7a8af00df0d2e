package io.rmahub.access;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** A usual bundle of scopes: what a person's roles grant, and what the ready-made keys are named after. */
public enum Role {
    ADMIN("admin", EnumSet.allOf(Scope.class)),
    OPS("ops", EnumSet.of(Scope.OPS_READ, Scope.OPS_WRITE, Scope.SERVICE_READ, Scope.WARRANTY_READ)),
    SERVICE("service", EnumSet.of(Scope.SERVICE_READ, Scope.SERVICE_WRITE, Scope.SERVICE_RESOLVE,
            Scope.WARRANTY_READ, Scope.WARRANTY_WRITE)),
    PARTNER_READONLY("partner-readonly", EnumSet.of(Scope.SERVICE_READ, Scope.WARRANTY_READ));

    private final String text;
    private final Set<Scope> scopes;

    Role(String text, Set<Scope> scopes) {
        this.text = text;
        this.scopes = Set.copyOf(scopes);
    }

    public String text() {
        return text;
    }

    public Set<Scope> scopes() {
        return scopes;
    }

    /** The role written so, or empty. An unknown role grants nothing. */
    public static Optional<Role> of(String text) {
        return Arrays.stream(values()).filter(role -> role.text.equals(text)).findFirst();
    }
}
