package io.rmahub.rma;

/**
 * Who sends a command about a case.
 *
 * @param mayResolve     whether it may reject and close
 * @param idempotencyKey as sent, or null
 * @param ifMatch        the entity tag that the case must have, or null
 */
public record CaseCaller(String orgId, String name, boolean mayResolve, String idempotencyKey, String ifMatch) {

    private static final int LONGEST_KEY = 200;

    public CaseCaller {
        if (idempotencyKey != null && idempotencyKey.length() > LONGEST_KEY) {
            throw CaseRefusedException.invalid("Idempotency-Key: at most " + LONGEST_KEY + " characters");
        }
    }

    String actor() {
        return "user:" + name;
    }
}
