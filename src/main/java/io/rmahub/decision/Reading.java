package io.rmahub.decision;

/** What a handler makes of a canonical message before anything is decided. */
public sealed interface Reading {

    /**
     * Leads to a decision.
     *
     * @param subject    the message as the handler's own record
     * @param productSku a product that the catalogue has to be asked about first, or null
     */
    record Wanted(Object subject, String productSku) implements Reading {

        public Wanted(Object subject) {
            this(subject, null);
        }
    }

    /** Leads to nothing; the message is accounted for as ignored. */
    record Unwanted(String reason) implements Reading {
    }
}
