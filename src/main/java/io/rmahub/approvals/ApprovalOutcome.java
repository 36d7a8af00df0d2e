package io.rmahub.approvals;

import io.rmahub.delivery.DomainEvent;
import io.rmahub.ledger.MessageState;
import java.util.List;

/** What an answer led to. */
record ApprovalOutcome(MessageState state, String reason, String caseNumber, List<DomainEvent> events) {
}
