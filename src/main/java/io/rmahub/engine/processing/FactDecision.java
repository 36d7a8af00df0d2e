package io.rmahub.engine.processing;

import io.rmahub.engine.delivery.DomainEvent;
import io.rmahub.engine.ledger.BusinessKey;
import io.rmahub.engine.ledger.Inbound;
import io.rmahub.engine.ledger.MessageState;
import java.util.List;

/**
 * What was decided about one fact.
 *
 * @param reason     what it led to, or why to nothing
 * @param path       JSON pointer of the field that did not fit, if one is to blame
 * @param caseNumber the case it belongs to, or null
 * @param keys       further business keys by which the message is to be found
 * @param events     what other systems are told
 * @param messages   what enters the ledger with it, and is processed after the commit
 */
public record FactDecision(MessageState state, String reason, String path, String caseNumber, List<BusinessKey> keys,
                           List<DomainEvent> events, List<Inbound> messages) {

    /** A decision from which no message follows. */
    public FactDecision(MessageState state, String reason, String path, String caseNumber, List<BusinessKey> keys,
                        List<DomainEvent> events) {
        this(state, reason, path, caseNumber, keys, events, List.of());
    }

    /** It had an effect. */
    public static FactDecision processed(String reason, String caseNumber, List<DomainEvent> events) {
        return new FactDecision(MessageState.PROCESSED, reason, null, caseNumber, List.of(), events);
    }

    /** It was understood and changes nothing. */
    public static FactDecision ignored(String reason, String caseNumber) {
        return new FactDecision(MessageState.IGNORED, reason, null, caseNumber, List.of(), List.of());
    }

    /** A person has to look at it. */
    public static FactDecision quarantined(String reason, String path) {
        return new FactDecision(MessageState.QUARANTINED, reason, path, null, List.of(), List.of());
    }

    /** The same, found by these keys too. */
    public FactDecision with(List<BusinessKey> more) {
        return new FactDecision(state, reason, path, caseNumber, more, events, messages);
    }
}
