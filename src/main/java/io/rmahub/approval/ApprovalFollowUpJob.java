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
 * Does what is due about requests without a decision: asks their system, and raises one alarm when their time is up.
 * Several hubs may watch at once; each request is taken by one.
 */
@Component
public final class ApprovalFollowUpJob {

    private final ApprovalSystems systems;
    private final ApprovalStore store;
    private final ApprovalEvents events;
    private final CaseFactRecorder cases;
    private final DecisionService desk;
    private final Clock clock;

    ApprovalFollowUpJob(ApprovalSystems systems, ApprovalStore store, ApprovalEvents events, CaseFactRecorder cases,
                        DecisionService desk, Clock clock) {
        this.systems = systems;
        this.store = store;
        this.events = events;
        this.cases = cases;
        this.desk = desk;
        this.clock = clock;
    }

    /** Asks about the requests that have waited long enough; returns how many. */
    public int ask() {
        int asked = 0;
        for (ApprovalSystem system : systems.all()) {
            asked += desk.transact(effects -> {
                Instant now = clock.instant();
                UUID timer = UuidCreator.getTimeOrderedEpochPlus1();
                List<Approval> due = store.ask(system, now);
                due.forEach(each -> effects.emit(events.event(ApprovalEvents.STATUS_ASKED, each, timer, now)));
                return due.size();
            });
        }
        return asked;
    }

    /** Raises the alarm for the requests whose time is up; returns how many. */
    public int alarm() {
        return desk.transact(effects -> {
            Instant now = clock.instant();
            UUID timer = UuidCreator.getTimeOrderedEpochPlus1();
            List<Approval> due = store.overdue(now);
            for (Approval each : due) {
                if (each.caseId() != null) {
                    effects.emit(cases.record(List.of(events.fact(each, "approval.overdue",
                            events.more().put("dueAt", each.dueAt().toString()), "timer", timer, now)), now));
                }
                effects.emit(events.event(ApprovalEvents.OVERDUE, each, timer, now));
            }
            return due.size();
        });
    }
}
