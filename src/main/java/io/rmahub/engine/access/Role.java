package io.rmahub.engine.access;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * A usual bundle of scopes: what a person's roles grant, and what the ready-made keys are named after. Everybody reads
 * cases; all but the executive report them; support and service work them; support escalates them; its lead, managers
 * and owners resolve them.
 */
public enum Role {
    ADMIN("admin", EnumSet.allOf(Scope.class)),
    OPS("ops", EnumSet.of(Scope.OPS_READ, Scope.OPS_WRITE, Scope.SERVICE_READ, Scope.WARRANTY_READ)),
    OWNER("owner", Bundles.RESOLVES),
    MANAGER("manager", Bundles.RESOLVES),
    SUPPORT_LEAD("support-lead", Bundles.RESOLVES),
    SUPPORT("support", EnumSet.of(Scope.SERVICE_READ, Scope.SERVICE_REPORT, Scope.SERVICE_WRITE,
            Scope.SERVICE_ESCALATE, Scope.WARRANTY_READ, Scope.WARRANTY_WRITE)),
    SERVICE("service", EnumSet.of(Scope.SERVICE_READ, Scope.SERVICE_REPORT, Scope.SERVICE_WRITE,
            Scope.WARRANTY_READ, Scope.WARRANTY_WRITE)),
    INSTALLER("installer", EnumSet.of(Scope.SERVICE_READ, Scope.SERVICE_REPORT, Scope.WARRANTY_READ)),
    EXECUTIVE("executive", Bundles.READS),
    PARTNER_READONLY("partner-readonly", Bundles.READS);

    private static final class Bundles {
        static final Set<Scope> READS = EnumSet.of(Scope.SERVICE_READ, Scope.WARRANTY_READ);
        static final Set<Scope> RESOLVES = EnumSet.of(Scope.SERVICE_READ, Scope.SERVICE_REPORT, Scope.SERVICE_WRITE,
                Scope.SERVICE_ESCALATE, Scope.SERVICE_RESOLVE, Scope.WARRANTY_READ, Scope.WARRANTY_WRITE);
    }

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
