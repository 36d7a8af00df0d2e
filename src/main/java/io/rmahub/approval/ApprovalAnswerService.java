package io.rmahub.approval;

import io.rmahub.approval.model.ApprovalAnswer;
import io.rmahub.approval.model.Transition;
import io.rmahub.casefact.CaseFactRecorder;
import io.rmahub.engine.delivery.DomainEvent;
import io.rmahub.engine.jdbc.Sql;
import io.rmahub.engine.ledger.MessageState;
import io.rmahub.engine.processing.Effects;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Applies what a system said to the request that it speaks of, inside the transaction that learnt it. */
@Component
final class ApprovalAnswerService {

    private final JdbcTemplate jdbc;
    private final ApprovalStore store;
    private final ApprovalEvents events;
    private final ObjectProvider<CaseFactRecorder> caseFacts;
    private final ObjectProvider<ApprovalListener> listeners;

    /** Cases and listeners may ask for approvals themselves, so they are looked up when they are needed. */
    ApprovalAnswerService(JdbcTemplate jdbc, ApprovalStore store, ApprovalEvents events,
                          ObjectProvider<CaseFactRecorder> caseFacts, ObjectProvider<ApprovalListener> listeners) {
        this.jdbc = jdbc;
        this.store = store;
        this.events = events;
        this.caseFacts = caseFacts;
        this.listeners = listeners;
    }

    /** An answer to a request that nobody knows yet is kept and applied when the request becomes known. */
    ApprovalOutcome apply(String orgId, String system, ApprovalAnswer answer, UUID causeId, Instant now) {
        if (answer.externalId() != null) {
            Sql.lock(jdbc, "approval", orgId, system, answer.externalId());
        }
        Approval approval = store.lock(orgId, system, answer).orElse(null);
        if (approval == null && answer.externalId() == null) {
            return new ApprovalOutcome(MessageState.IGNORED,
                    "no request to " + system + " has the id " + answer.reference(), null);
        } else if (approval == null) {
            store.keepUnmatched(orgId, system, answer, causeId, now);
            return new ApprovalOutcome(MessageState.PROCESSED,
                    "kept until a request with " + system + "'s id " + answer.externalId() + " is known", null);
        }
        if (answer.externalId() != null && approval.externalId() == null) {
            store.setExternalId(approval.id(), answer.externalId());
        }
        return apply(approval, answer, causeId, now);
    }

    /** The request's own id at the system has become known: the answers that waited for it are applied. */
    void setExternalId(UUID approvalId, String externalId, Effects effects, Instant now) {
        Approval approval = store.get(approvalId);
        Sql.lock(jdbc, "approval", approval.orgId(), approval.system(), externalId);
        if (store.setExternalId(approvalId, externalId)) {
            for (ApprovalStore.UnmatchedAnswer unmatched : store.takeUnmatched(approval, externalId)) {
                ApprovalOutcome outcome = apply(store.get(approvalId), unmatched.answer(), unmatched.causeId(), now);
                effects.emit(outcome.events());
                outcome.messages().forEach(effects::enter);
            }
        }
    }

    private ApprovalOutcome apply(Approval approval, ApprovalAnswer answer, UUID causeId, Instant now) {
        Transition transition = Transition.of(approval.status(), approval.statusAt(), answer);
        String effect = transition.getClass().getSimpleName().toUpperCase(Locale.ROOT);
        store.addHistory(approval, answer, effect, transition.reason(), causeId, now);
        if (transition instanceof Transition.Moved) {
            store.move(approval, answer, now);
            Approval moved = store.get(approval.id());
            return new ApprovalOutcome(MessageState.PROCESSED, "approval " + moved.status().wireName()
                    + ", " + transition.reason(), moved.caseNumber(), moved(moved, answer, causeId, now));
        } else if (transition instanceof Transition.Confirmed) {
            store.confirm(approval, answer.at());
        }
        Effects effects = new Effects();
        if (transition instanceof Transition.Conflict) {
            effects.emit(onTimeline(approval, "approval.conflict", answer, transition.reason(), causeId, now));
        }
        return new ApprovalOutcome(MessageState.IGNORED, transition.reason(), approval.caseNumber(), effects);
    }

    private Effects moved(Approval moved, ApprovalAnswer answer, UUID causeId, Instant now) {
        Effects effects = new Effects();
        effects.emit(onTimeline(moved, "approval." + moved.status().wireName(), answer, null, causeId, now));
        effects.emit(events.event(ApprovalEvents.STATUS_CHANGED, moved, causeId, now));
        if (moved.status().isFinal()) {
            for (ApprovalListener listener : listeners.orderedStream().toList()) {
                listener.decided(moved, effects);
            }
        }
        return effects;
    }

    private List<DomainEvent> onTimeline(Approval approval, String kind, ApprovalAnswer answer,
                                         String warning, UUID causeId, Instant now) {
        if (approval.caseId() == null) {
            return List.of();
        }
        var more = events.more().put("code", answer.code());
        if (warning != null) {
            more.put("warning", warning);
        }
        return caseFacts.getObject().record(List.of(events.fact(approval, kind, more, "approval:" + approval.system(),
                causeId, answer.at())), now);
    }
}
