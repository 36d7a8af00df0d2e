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
    private final ObjectProvider<CaseFactRecorder> caseFacts;
    private final Clock clock;

    /** Cases may ask for approvals themselves, so they are looked up when they are needed. */
    Approvals(ApprovalSystems systems, ApprovalStore store, ApprovalEvents events,
              ObjectProvider<CaseFactRecorder> caseFacts, Clock clock) {
        this.systems = systems;
        this.store = store;
        this.events = events;
        this.caseFacts = caseFacts;
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
    public Approval request(Effects effects, NewApproval request) {
        Requested made = request(request, clock.instant());
        effects.emit(made.events());
        return made.approval();
    }

    /** The same for those who decide on facts and give their events back. */
    public Requested request(NewApproval request, Instant now) {
        ApprovalSystem system = systems.of(request.kind()).orElseThrow(() -> new IllegalArgumentException(
                "No target has " + request.kind() + " in its settings.approvals.kinds"));
        Approval approval = store.insert(request, system.name(), now, system.timeLimit());
        List<DomainEvent> published = new ArrayList<>();
        if (approval.caseId() != null) {
            published.addAll(caseFacts.getObject().record(List.of(events.fact(approval, "approval.requested",
                    events.more().put("reason", approval.reason()), approval.requestedBy(), request.causeId(), now)),
                    now));
        }
        published.add(events.event(ApprovalEvents.REQUESTED, approval, request.causeId(), now));
        return new Requested(approval, published);
    }
}
