package io.rmahub.approvals;

import io.rmahub.approval.ApprovalAnswer;
import io.rmahub.approval.Transition;
import io.rmahub.casework.CaseProgress;
import io.rmahub.delivery.DomainEvent;
import io.rmahub.ledger.MessageState;
import io.rmahub.ledger.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Applies what a system said to the request that it speaks of, inside the transaction that learnt it. */
@Component
final class AnswerDesk {

    private final ApprovalStore store;
    private final ApprovalEvents events;
    private final ObjectProvider<CaseProgress> cases;
    private final ObjectProvider<ApprovalListener> listeners;

    /** Cases and listeners may ask for approvals themselves, so they are looked up when they are needed. */
    AnswerDesk(ApprovalStore store, ApprovalEvents events, ObjectProvider<CaseProgress> cases,
               ObjectProvider<ApprovalListener> listeners) {
        this.store = store;
        this.events = events;
        this.cases = cases;
        this.listeners = listeners;
    }

    /** An answer to a request that nobody knows yet is kept and applied when the request becomes known. */
    ApprovalOutcome apply(Connection connection, String orgId, String system, ApprovalAnswer answer, UUID causeId,
                          Instant now) throws SQLException {
        JdbcTemplate sql = Sql.on(connection);
        if (answer.externalId() != null) {
            Sql.lock(sql, "approval", orgId, system, answer.externalId());
        }
        Approval approval = store.lock(sql, orgId, system, answer).orElse(null);
        if (approval == null && answer.externalId() == null) {
            return new ApprovalOutcome(MessageState.IGNORED,
                    "no request to " + system + " has the id " + answer.reference(), null, List.of());
        } else if (approval == null) {
            store.park(sql, orgId, system, answer, causeId, now);
            return new ApprovalOutcome(MessageState.PROCESSED,
                    "kept until a request with " + system + "'s id " + answer.externalId() + " is known", null, List.of());
        }
        if (answer.externalId() != null && approval.externalId() == null) {
            store.learnId(sql, approval.id(), answer.externalId());
        }
        return apply(connection, approval, answer, causeId, now);
    }

    /** The request's own id at the system has become known: what waited for it is applied. */
    List<DomainEvent> known(Connection connection, UUID approvalId, String externalId, Instant now) throws SQLException {
        JdbcTemplate sql = Sql.on(connection);
        Approval approval = store.get(sql, approvalId);
        Sql.lock(sql, "approval", approval.orgId(), approval.system(), externalId);
        List<DomainEvent> out = new ArrayList<>();
        if (store.learnId(sql, approvalId, externalId)) {
            for (ApprovalStore.Parked parked : store.unpark(sql, approval, externalId)) {
                out.addAll(apply(connection, store.get(sql, approvalId), parked.answer(), parked.causeId(), now).events());
            }
        }
        return out;
    }

    private ApprovalOutcome apply(Connection connection, Approval approval, ApprovalAnswer answer, UUID causeId,
                                  Instant now) throws SQLException {
        JdbcTemplate sql = Sql.on(connection);
        Transition transition = Transition.of(approval.status(), approval.statusAt(), answer);
        String effect = transition.getClass().getSimpleName().toUpperCase(Locale.ROOT);
        store.remember(sql, approval, answer, effect, transition.reason(), causeId, now);
        if (transition instanceof Transition.Moved) {
            store.move(sql, approval, answer, now);
            Approval moved = store.get(sql, approval.id());
            return new ApprovalOutcome(MessageState.PROCESSED, "approval " + moved.status().wireName()
                    + ", " + transition.reason(), moved.caseNumber(), moved(connection, moved, answer, causeId, now));
        } else if (transition instanceof Transition.Confirmed) {
            store.confirm(sql, approval, answer.at());
        }
        List<DomainEvent> out = transition instanceof Transition.Conflict
                ? onTimeline(connection, approval, "approval.conflict", answer, transition.reason(), causeId, now)
                : List.of();
        return new ApprovalOutcome(MessageState.IGNORED, transition.reason(), approval.caseNumber(), out);
    }

    private List<DomainEvent> moved(Connection connection, Approval moved, ApprovalAnswer answer, UUID causeId,
                                    Instant now) throws SQLException {
        List<DomainEvent> out = new ArrayList<>(onTimeline(connection, moved, "approval." + moved.status().wireName(),
                answer, null, causeId, now));
        out.add(events.event(ApprovalEvents.STATUS_CHANGED, moved, causeId, now));
        if (moved.status().isFinal()) {
            for (ApprovalListener listener : listeners.orderedStream().toList()) {
                listener.decided(connection, moved, out);
            }
        }
        return out;
    }

    private List<DomainEvent> onTimeline(Connection connection, Approval approval, String kind, ApprovalAnswer answer,
                                         String warning, UUID causeId, Instant now) throws SQLException {
        if (approval.caseId() == null) {
            return List.of();
        }
        var more = events.more().put("code", answer.code());
        if (warning != null) {
            more.put("warning", warning);
        }
        return cases.getObject().apply(connection, List.of(events.fact(approval, kind, more, "approval:" + approval.system(),
                causeId, answer.at())), now);
    }
}
