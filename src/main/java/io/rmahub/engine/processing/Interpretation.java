package io.rmahub.engine.processing;

/** What a handler makes of a canonical message before anything is decided. */
public sealed interface Interpretation {

    /**
     * Leads to a decision.
     *
     * @param subject    the message as the handler's own record
     * @param productSku a product that the catalogue has to be asked about first, or null
     */
    record Relevant(Object subject, String productSku) implements Interpretation {

        public Relevant(Object subject) {
            this(subject, null);
        }
    }

    /** Leads to nothing; the message is accounted for as ignored. */
    record Irrelevant(String reason) implements Interpretation {
    }
}
