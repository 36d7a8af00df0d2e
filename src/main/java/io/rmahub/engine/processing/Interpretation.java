package io.rmahub.engine.processing;

/** What a handler makes of a canonical message before anything is decided. */
public sealed interface Interpretation {

    /**
     * Leads to a decision.
     *
     * @param subject the message as the handler's own record
     * @param lookUp  what another system has to be asked about first if it is not known yet, or null
     */
    record Relevant(Object subject, LookUp lookUp) implements Interpretation {

        public Relevant(Object subject) {
            this(subject, null);
        }
    }

    /** Leads to nothing; the message is accounted for as ignored. */
    record Irrelevant(String reason) implements Interpretation {
    }
}
