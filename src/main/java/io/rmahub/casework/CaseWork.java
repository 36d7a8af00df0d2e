package io.rmahub.casework;

import io.rmahub.delivery.DomainEvent;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** One command on one locked case. */
final class CaseWork {

    /** What a command does; returns what it answers, or null for the case itself. */
    @FunctionalInterface
    interface Command {
        Object run(CaseWork work) throws SQLException;
    }

    /** Goes on when the case is written: what changes the case by itself. */
    @FunctionalInterface
    interface Later {
        List<DomainEvent> run() throws SQLException;
    }

    final Connection connection;
    final WorkedCase worked;
    final CaseInput input;
    final CaseCaller caller;
    final By by;
    private final List<Later> later = new ArrayList<>();

    CaseWork(Connection connection, WorkedCase worked, CaseInput input, CaseCaller caller, By by) {
        this.connection = connection;
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
