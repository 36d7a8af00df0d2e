package io.rmahub.engine.processing;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;

/** Decides what the facts of one canonical type do. Every bean of this kind is found by its type. */
public interface FactHandler {

    /** The canonical type, for example {@code shipment.status-changed.v1}. */
    String type();

    /**
     * Reads the message outside of any transaction; may call nothing.
     *
     * @param source who sent it
     */
    default Interpretation read(String source, JsonNode canonical) {
        return new Interpretation.Relevant(null);
    }

    /**
     * Decides in the transaction that is open and calls nothing outside of the database. A failure rolls everything
     * back; each fact is then tried alone.
     *
     * @return one decision for each fact, in the same order
     */
    List<FactDecision> decide(List<CanonicalMessage> facts, Instant now);
}
