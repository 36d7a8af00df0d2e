package io.rmahub.approval;

import io.rmahub.engine.delivery.DomainEvent;
import io.rmahub.engine.ledger.Inbound;
import io.rmahub.engine.ledger.MessageState;
import io.rmahub.engine.processing.Effects;
import java.util.List;

/**
 * What an answer led to.
 *
 * @param events   what other systems are told
 * @param messages what enters the ledger with it
 */
record ApprovalOutcome(MessageState state, String reason, String caseNumber, List<DomainEvent> events,
                       List<Inbound> messages) {

    /** Nothing follows from it. */
    ApprovalOutcome(MessageState state, String reason, String caseNumber) {
        this(state, reason, caseNumber, List.of(), List.of());
    }

    ApprovalOutcome(MessageState state, String reason, String caseNumber, Effects effects) {
        this(state, reason, caseNumber, effects.events(), effects.messages());
    }
}
