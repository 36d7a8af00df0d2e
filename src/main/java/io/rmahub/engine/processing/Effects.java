package io.rmahub.engine.processing;

import io.rmahub.engine.delivery.DomainEvent;
import java.util.ArrayList;
import java.util.List;

/** Collects events for other systems; they leave through the outbox of the same transaction. */
public final class Effects {

    private final List<DomainEvent> events = new ArrayList<>();

    Effects() {
    }

    public void emit(DomainEvent event) {
        events.add(event);
    }

    public void emit(List<DomainEvent> more) {
        events.addAll(more);
    }

    List<DomainEvent> events() {
        return events;
    }
}
