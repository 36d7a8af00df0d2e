package io.rmahub.approval;

import io.rmahub.engine.delivery.DomainEvent;
import io.rmahub.engine.ledger.MessageState;
import java.util.List;

/** What an answer led to. */
record ApprovalOutcome(MessageState state, String reason, String caseNumber, List<DomainEvent> events) {
}
