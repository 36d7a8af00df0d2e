package io.rmahub.approvals;

import io.rmahub.approvals.ApprovalSystems.ApprovalSystem;
import io.rmahub.casework.CaseProgress;
import io.rmahub.decision.Effects;
import io.rmahub.delivery.DomainEvent;
import io.rmahub.ledger.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.JdbcTemplate;
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
    private final ObjectProvider<CaseProgress> cases;
    private final Clock clock;

    /** Cases may ask for approvals themselves, so they are looked up when they are needed. */
    Approvals(ApprovalSystems systems, ApprovalStore store, ApprovalEvents events, ObjectProvider<CaseProgress> cases,
              Clock clock) {
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
    public Approval request(Connection connection, Effects effects, NewApproval asked) throws SQLException {
        Requested requested = request(connection, asked, clock.instant());
        effects.emit(requested.events());
        return requested.approval();
    }

    /** The same for those who decide on facts and give their events back. */
    public Requested request(Connection connection, NewApproval asked, Instant now) throws SQLException {
        ApprovalSystem system = systems.of(asked.kind()).orElseThrow(() -> new IllegalArgumentException(
                "No target has " + asked.kind() + " in its settings.approvals.kinds"));
        JdbcTemplate sql = Sql.on(connection);
        Approval approval = store.insert(sql, asked, system.name(), now, system.timeLimit());
        List<DomainEvent> out = new ArrayList<>();
        if (approval.caseId() != null) {
            out.addAll(cases.getObject().apply(connection, List.of(events.fact(approval, "approval.requested",
                    events.more().put("reason", approval.reason()), approval.requestedBy(), asked.causeId(), now)), now));
        }
        out.add(events.event(ApprovalEvents.REQUESTED, approval, asked.causeId(), now));
        return new Requested(approval, out);
    }
}
