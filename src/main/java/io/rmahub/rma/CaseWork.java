package io.rmahub.rma;

import io.rmahub.engine.delivery.DomainEvent;
import java.util.ArrayList;
import java.util.List;

/** One command on one locked case. */
final class CaseWork {

    /** What a command does; returns what it answers, or null for the case itself. */
    @FunctionalInterface
    interface Command {
        Object run(CaseWork work);
    }

    /** Goes on when the case is written: what changes the case by itself. */
    @FunctionalInterface
    interface Later {
        List<DomainEvent> run();
    }

    final LockedCase worked;
    final CaseInput input;
    final CaseCaller caller;
    final ChangeContext by;
    private final List<Later> later = new ArrayList<>();

    CaseWork(LockedCase worked, CaseInput input, CaseCaller caller, ChangeContext by) {
        this.worked = worked;
        this.input = input;
        this.caller = caller;
        this.by = by;
    }

    CaseRow row() {
        return worked.row;
    }

    void afterwards(Later step) {
        later.add(step);
    }

    List<Later> later() {
        return later;
    }
}
