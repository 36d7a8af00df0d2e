package io.rmahub.engine.access;

import java.util.Arrays;
import java.util.Optional;

/** What a principal may do. The text is what keys store, the API shows and Spring Security checks. */
public enum Scope {
    OPS_READ("ops.read"),
    OPS_WRITE("ops.write"),
    SERVICE_READ("service.read"),
    /** Reports a case, and no more. */
    SERVICE_REPORT("service.report"),
    SERVICE_WRITE("service.write"),
    SERVICE_ESCALATE("service.escalate"),
    SERVICE_RESOLVE("service.resolve"),
    WARRANTY_READ("warranty.read"),
    WARRANTY_WRITE("warranty.write"),
    ACCESS_ADMIN("access.admin");

    private final String text;

    Scope(String text) {
        this.text = text;
    }

    public String text() {
        return text;
    }

    /** The scope written so, or empty: a key made by a newer hub may hold one that this hub does not know. */
    public static Optional<Scope> of(String text) {
        return Arrays.stream(values()).filter(scope -> scope.text.equals(text)).findFirst();
    }

    @Override
    public String toString() {
        return text;
    }
}
