package io.rmahub.warranty;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.f4b6a3.uuid.UuidCreator;
import io.rmahub.warranty.model.WarrantyDecision;
import io.rmahub.warranty.model.WarrantyFact;
import io.rmahub.warranty.model.WarrantyState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** A warranty that this transaction has locked, and what happens to it until the transaction ends. */
final class LockedWarranty {

    /** A change, for the record's history. */
    record Entry(String event, String from, String to, ObjectNode detail) {
    }

    /** A decision with everything that repeats it. */
    record Decided(UUID id, WarrantyDecision decision, ObjectNode question, List<WarrantyFact> facts) {
    }

    /**
     * What others are told.
     *
     * @param about what the event is about beside the warranty itself
     */
    record News(String type, ObjectNode about) {
    }

    final WarrantyRecord before;
    final String actor;
    final UUID causeId;
    final Instant now;
    final List<WarrantyFact> added = new ArrayList<>();
    final List<Entry> entries = new ArrayList<>();
    final List<Decided> decisions = new ArrayList<>();
    final List<News> news = new ArrayList<>();
    private final List<WarrantyFact> known = new ArrayList<>();
    private WarrantyState state;

    /**
     * @param facts    the stored ones
     * @param observed what telemetry says now; decided by, and never stored with the record
     */
    LockedWarranty(WarrantyRecord before, List<WarrantyFact> facts, List<? extends WarrantyFact> observed, String actor,
                   UUID causeId, Instant now) {
        this.before = before;
        this.actor = actor;
        this.causeId = causeId;
        this.now = now;
        known.addAll(facts);
        known.addAll(observed);
    }

    UUID id() {
        return before.id();
    }

    WarrantyState state() {
        if (state == null) {
            state = WarrantyState.of(known);
        }
        return state;
    }

    /** Everything that is known, telemetry included. */
    List<WarrantyFact> facts() {
        return List.copyOf(known);
    }

    /** Telemetry that this decision needs beside the newest. */
    void observe(WarrantyFact fact) {
        known.add(fact);
        state = null;
    }

    void add(WarrantyFact fact) {
        added.add(fact);
        known.add(fact);
        state = null;
    }

    /** Keeps a decision together with the facts as they were when it was taken; returns its id. */
    UUID decided(WarrantyDecision decision, ObjectNode question) {
        UUID id = UuidCreator.getTimeOrderedEpochPlus1();
        decisions.add(new Decided(id, decision, question, facts()));
        return id;
    }

    void note(String event, String from, String to, ObjectNode detail) {
        entries.add(new Entry(event, from, to, detail));
    }

    void tell(String type, ObjectNode about) {
        news.add(new News(type, about));
    }
}
