package io.rmahub.warranty;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.f4b6a3.uuid.UuidCreator;
import io.rmahub.warranty.WarrantyService.ChangeContext;
import io.rmahub.warranty.model.WarrantyDecision;
import io.rmahub.warranty.model.WarrantyFact;
import io.rmahub.warranty.model.WarrantyState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** A warranty that this transaction has locked, and what happens to it until the transaction ends. */
final class LockedWarranty {

    /** A line of the record's history. */
    record HistoryEntry(String event, String from, String to, ObjectNode detail) {
    }

    /** A decision with everything that repeats it. */
    record TakenDecision(UUID id, WarrantyDecision decision, ObjectNode question, List<WarrantyFact> facts) {
    }

    /**
     * An event for other systems.
     *
     * @param about what it is about beside the warranty itself
     */
    record PendingEvent(String type, ObjectNode about) {
    }

    final WarrantyRecord before;
    final ChangeContext context;
    final List<WarrantyFact> newFacts = new ArrayList<>();
    final List<HistoryEntry> history = new ArrayList<>();
    final List<TakenDecision> decisions = new ArrayList<>();
    final List<PendingEvent> events = new ArrayList<>();
    private final List<WarrantyFact> facts = new ArrayList<>();
    private WarrantyState state;

    /**
     * @param stored   the facts of the record
     * @param observed what telemetry says now; decided by, and never stored with the record
     */
    LockedWarranty(WarrantyRecord before, List<WarrantyFact> stored, List<? extends WarrantyFact> observed,
                   ChangeContext context) {
        this.before = before;
        this.context = context;
        facts.addAll(stored);
        facts.addAll(observed);
    }

    UUID id() {
        return before.id();
    }

    String orgId() {
        return before.orgId();
    }

    Instant now() {
        return context.now();
    }

    WarrantyState state() {
        if (state == null) {
            state = WarrantyState.of(facts);
        }
        return state;
    }

    /** All facts, telemetry included. */
    List<WarrantyFact> facts() {
        return List.copyOf(facts);
    }

    /** Telemetry that this decision needs beside the newest. */
    void observe(WarrantyFact fact) {
        facts.add(fact);
        state = null;
    }

    void addFact(WarrantyFact fact) {
        newFacts.add(fact);
        facts.add(fact);
        state = null;
    }

    /** Keeps a decision together with the facts as they were when it was taken; returns its id. */
    UUID addDecision(WarrantyDecision decision, ObjectNode question) {
        UUID id = UuidCreator.getTimeOrderedEpochPlus1();
        decisions.add(new TakenDecision(id, decision, question, facts()));
        return id;
    }

    void addHistory(String event, String from, String to, ObjectNode detail) {
        history.add(new HistoryEntry(event, from, to, detail));
    }

    void addEvent(String type, ObjectNode about) {
        events.add(new PendingEvent(type, about));
    }
}
