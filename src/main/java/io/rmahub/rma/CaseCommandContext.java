package io.rmahub.rma;

import io.rmahub.engine.delivery.DomainEvent;
import io.rmahub.engine.web.Caller;
import java.util.ArrayList;
import java.util.List;

/** What one command on one case works with. */
final class CaseCommandContext {

    /** What a command does; returns what it made, which is answered with 201, or null to answer with the case. */
    @FunctionalInterface
    interface Command {
        Object run(CaseCommandContext command);
    }

    /** Goes on when the case is written, because it locks and changes the case by itself. */
    @FunctionalInterface
    interface FollowUp {
        List<DomainEvent> run();
    }

    final LockedCase lockedCase;
    final Caller caller;
    final ChangeContext context;
    private final List<FollowUp> followUps = new ArrayList<>();

    CaseCommandContext(LockedCase lockedCase, Caller caller, ChangeContext context) {
        this.lockedCase = lockedCase;
        this.caller = caller;
        this.context = context;
    }

    CaseRow row() {
        return lockedCase.row;
    }

    void afterwards(FollowUp step) {
        followUps.add(step);
    }

    List<FollowUp> followUps() {
        return followUps;
    }
}
