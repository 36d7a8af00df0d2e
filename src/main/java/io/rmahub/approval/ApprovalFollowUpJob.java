package io.rmahub.approval;

import com.github.f4b6a3.uuid.UuidCreator;
import io.rmahub.approval.ApprovalSystems.ApprovalSystem;
import io.rmahub.casefact.CaseFactRecorder;
import io.rmahub.engine.processing.DecisionService;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * Follows requests that have no decision yet: asks their system for it, and raises one alarm when their time is up. It
 * may run in several hubs at once; each request is taken by one.
 */
@Component
public final class ApprovalFollowUpJob {

    private final ApprovalSystems systems;
    private final ApprovalStore store;
    private final ApprovalEvents events;
    private final CaseFactRecorder caseFacts;
    private final DecisionService decisions;
    private final Clock clock;

    ApprovalFollowUpJob(ApprovalSystems systems, ApprovalStore store, ApprovalEvents events,
                        CaseFactRecorder caseFacts, DecisionService decisions, Clock clock) {
        this.systems = systems;
        this.store = store;
        this.events = events;
        this.caseFacts = caseFacts;
        this.decisions = decisions;
        this.clock = clock;
    }

    /** Does what is due by now. */
    public void run() {
        systems.all().forEach(this::requestStatus);
        raiseAlarms();
    }

    private void requestStatus(ApprovalSystem system) {
        decisions.transact(effects -> {
            Instant now = clock.instant();
            UUID timer = UuidCreator.getTimeOrderedEpochPlus1();
            List<Approval> due = store.takeDueForStatusRequest(system, now);
            due.forEach(each -> effects.emit(events.event(ApprovalEvents.STATUS_REQUESTED, each, timer, now)));
            return due.size();
        });
    }

    private void raiseAlarms() {
        decisions.transact(effects -> {
            Instant now = clock.instant();
            UUID timer = UuidCreator.getTimeOrderedEpochPlus1();
            List<Approval> overdue = store.takeOverdue(now);
            for (Approval each : overdue) {
                if (each.caseId() != null) {
                    effects.emit(caseFacts.record(List.of(events.fact(each, "approval.overdue",
                            events.more().put("dueAt", each.dueAt().toString()), "timer", timer, now)), now));
                }
                effects.emit(events.event(ApprovalEvents.OVERDUE, each, timer, now));
            }
            return overdue.size();
        });
    }
}
