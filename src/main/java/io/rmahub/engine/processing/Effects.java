package io.rmahub.engine.processing;

import io.rmahub.engine.delivery.DomainEvent;
import io.rmahub.engine.ledger.Inbound;
import java.util.ArrayList;
import java.util.List;

/**
 * Collects what follows from a change beside the change itself: events for other systems, which leave through the
 * outbox of the same transaction, and messages that enter the ledger with it and are processed after its commit.
 */
public final class Effects {

    private final List<DomainEvent> events = new ArrayList<>();
    private final List<Inbound> messages = new ArrayList<>();

    public void emit(DomainEvent event) {
        events.add(event);
    }

    public void emit(List<DomainEvent> more) {
        events.addAll(more);
    }

    /** The message is accepted by the transaction, as if its sender had posted it. */
    public void enter(Inbound message) {
        messages.add(message);
    }

    public List<DomainEvent> events() {
        return List.copyOf(events);
    }

    public List<Inbound> messages() {
        return List.copyOf(messages);
    }
}
