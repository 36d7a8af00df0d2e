package io.rmahub.engine.web;

import io.rmahub.engine.access.HubPrincipal;

/**
 * Who sends a request, and under which conditions; a parameter of this type is filled in for every controller.
 *
 * @param idempotencyKey the header {@code Idempotency-Key} as sent, or null
 * @param ifMatch        the header {@code If-Match} as sent, or null
 */
public record Caller(HubPrincipal principal, String idempotencyKey, String ifMatch) {

    private static final int LONGEST_KEY = 200;

    public Caller {
        if (idempotencyKey != null && idempotencyKey.length() > LONGEST_KEY) {
            throw RefusedException.unreadable("Idempotency-Key", "at most " + LONGEST_KEY + " characters");
        }
    }

    public String orgId() {
        return principal.orgId();
    }

    public String name() {
        return principal.name();
    }

    /** As timelines and histories name a person or program. */
    public String actor() {
        return "user:" + principal.name();
    }
}
