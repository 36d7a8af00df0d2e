package io.rmahub.engine.ledger;

import java.util.UUID;

/**
 * What the ledger answers once a message is committed.
 *
 * @param duplicateOf the first message with the same key, or null if this is the first
 */
public record Acceptance(UUID id, String source, UUID duplicateOf) {

    public boolean duplicate() {
        return duplicateOf != null;
    }
}
