package io.rmahub.rma.model;

import io.rmahub.rma.model.MoveOutcome.Moved;
import io.rmahub.rma.model.MoveOutcome.Step;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/** One move and what it brings along: the move that follows by itself, and early facts whose time has come. */
final class MoveRun {

    private final Lifecycle lifecycle;
    private final List<CaseMove> early;
    private final List<Step> steps = new ArrayList<>();
    private CaseStatus status;
    private CaseFacts facts;

    MoveRun(Lifecycle lifecycle, CasePosition position, CaseFacts facts) {
        this.lifecycle = lifecycle;
        this.early = new ArrayList<>(position.early());
        this.status = position.status();
        this.facts = facts;
    }

    /** The position with this fact kept; the same fact is kept once. */
    static CasePosition keeping(CasePosition position, CaseMove fact) {
        List<CaseMove> early = new ArrayList<>(position.early());
        if (!early.contains(fact)) {
            early.add(fact);
        }
        return new CasePosition(position.status(), early);
    }

    /** Makes an allowed move. */
    Moved make(CaseMove move, CaseStatus to) {
        CaseStatus from = status;
        step(move, to);
        if (lifecycle.rank(status) < lifecycle.rank(from)) {
            // Somebody began anew. What was kept belongs to what was given up.
            early.clear();
        }
        while (catchUp()) {
            // each time one fact fewer
        }
        early.removeIf(fact -> !lifecycle.isKept(fact, status));
        return new Moved(new CasePosition(status, early), List.copyOf(steps), reason(from));
    }

    private void step(CaseMove move, CaseStatus to) {
        Step step = lifecycle.step(move, status, to, facts);
        steps.add(step);
        status = to;
        facts = facts.withResolution(step.resolution());
        CaseMove follower = lifecycle.follower(move);
        CaseStatus next = follower == null ? null : lifecycle.target(follower, status, facts);
        if (next != null) {
            step(follower, next);
        }
    }

    private boolean catchUp() {
        for (Iterator<CaseMove> kept = early.iterator(); kept.hasNext(); ) {
            CaseMove fact = kept.next();
            CaseStatus to = lifecycle.target(fact, status, facts);
            if (to != null) {
                kept.remove();
                step(fact, to);
                return true;
            }
        }
        return false;
    }

    private String reason(CaseStatus from) {
        List<String> moves = steps.stream().map(step -> step.move().wireName()).toList();
        return String.join(", then ", moves) + ": " + (from == status ? status + " as before" : from + " to " + status);
    }
}
