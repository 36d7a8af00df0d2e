package io.rmahub.decision;

import io.rmahub.delivery.DomainEvent;
import io.rmahub.ledger.BusinessKey;
import io.rmahub.ledger.MessageState;
import java.util.List;

/**
 * What was decided about one fact.
 *
 * @param reason     what it led to, or why to nothing
 * @param path       JSON pointer of the field that did not fit, if one is to blame
 * @param caseNumber the case it belongs to, or null
 * @param keys       further business keys by which the message is to be found
 * @param events     what other systems are told
 */
public record Ruling(MessageState state, String reason, String path, String caseNumber, List<BusinessKey> keys,
                     List<DomainEvent> events) {

    /** It had an effect. */
    public static Ruling processed(String reason, String caseNumber, List<DomainEvent> events) {
        return new Ruling(MessageState.PROCESSED, reason, null, caseNumber, List.of(), events);
    }

    /** It was understood and changes nothing. */
    public static Ruling ignored(String reason, String caseNumber) {
        return new Ruling(MessageState.IGNORED, reason, null, caseNumber, List.of(), List.of());
    }

    /** A person has to look at it. */
    public static Ruling quarantined(String reason, String path) {
        return new Ruling(MessageState.QUARANTINED, reason, path, null, List.of(), List.of());
    }

    /** The same, found by these keys too. */
    public Ruling with(List<BusinessKey> more) {
        return new Ruling(state, reason, path, caseNumber, more, events);
    }
}
