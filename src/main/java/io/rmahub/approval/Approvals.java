package io.rmahub.approval;

import io.rmahub.approval.ApprovalSystems.ApprovalSystem;
import io.rmahub.casefact.CaseFactRecorder;
import io.rmahub.engine.delivery.DomainEvent;
import io.rmahub.engine.processing.Effects;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** Asks the system that decides on a kind of request, through the outbox of the caller's transaction. */
@Component
public final class Approvals {

    /** A request that was made, and what has to go into the outbox with it. */
    public record Requested(Approval approval, List<DomainEvent> events) {
    }

    private final ApprovalSystems systems;
    private final ApprovalStore store;
    private final ApprovalEvents events;
    private final ObjectProvider<CaseFactRecorder> cases;
    private final Clock clock;

    /** Cases may ask for approvals themselves, so they are looked up when they are needed. */
    Approvals(ApprovalSystems systems, ApprovalStore store, ApprovalEvents events,
              ObjectProvider<CaseFactRecorder> cases, Clock clock) {
        this.systems = systems;
        this.store = store;
        this.events = events;
        this.cases = cases;
        this.clock = clock;
    }

    /** Whether a system is configured to decide on this kind. */
    public boolean takes(String kind) {
        return systems.of(kind).isPresent();
    }

    /**
     * Makes the request. The decision comes to every {@link ApprovalListener}.
     *
     * @throws IllegalArgumentException if no system takes this kind; see {@link #takes}
     */
    public Approval request(Effects effects, NewApproval asked) {
        Requested requested = request(asked, clock.instant());
        effects.emit(requested.events());
        return requested.approval();
    }

    /** The same for those who decide on facts and give their events back. */
    public Requested request(NewApproval asked, Instant now) {
        ApprovalSystem system = systems.of(asked.kind()).orElseThrow(() -> new IllegalArgumentException(
                "No target has " + asked.kind() + " in its settings.approvals.kinds"));
        Approval approval = store.insert(asked, system.name(), now, system.timeLimit());
        List<DomainEvent> out = new ArrayList<>();
        if (approval.caseId() != null) {
            out.addAll(cases.getObject().record(List.of(events.fact(approval, "approval.requested",
                    events.more().put("reason", approval.reason()), approval.requestedBy(), asked.causeId(), now)),
                    now));
        }
        out.add(events.event(ApprovalEvents.REQUESTED, approval, asked.causeId(), now));
        return new Requested(approval, out);
    }
}
