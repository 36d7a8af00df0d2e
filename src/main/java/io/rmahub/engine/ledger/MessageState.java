package io.rmahub.engine.ledger;

/** The states in which a message is accounted for; until then it is waiting with a known next attempt. */
public enum MessageState {
    PROCESSED, DUPLICATE, IGNORED, QUARANTINED
}
