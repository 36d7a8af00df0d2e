package io.rmahub.visit.model;

import java.time.Instant;

/** What a report does to a visit. */
public sealed interface VisitProgress {

    /** Why, in words for people. */
    String reason();

    record Moved(String reason) implements VisitProgress {
    }

    /** Kept, but the visit stays as it is. */
    record Kept(String reason) implements VisitProgress {
    }

    /** The first report of a task: whatever it says stands, unless nobody knows what it says. */
    static VisitProgress first(VisitReport report) {
        return report.status() == VisitStatus.UNKNOWN ? unknown(report) : new Moved("first report of the task");
    }

    /**
     * Completed is the end. Before it the latest by event time counts, at the same moment the one that happens
     * later: a failed visit can be scheduled anew, and a late "started" does not undo anything.
     */
    static VisitProgress of(VisitStatus status, Instant since, VisitReport report) {
        VisitStatus to = report.status();
        if (to == VisitStatus.UNKNOWN) {
            return unknown(report);
        }
        if (status == VisitStatus.COMPLETED) {
            return new Kept("the visit is completed since " + since);
        }
        if (status == VisitStatus.UNKNOWN || to == VisitStatus.COMPLETED) {
            return new Moved("from " + status);
        }
        int order = report.at().compareTo(since);
        if (order < 0 || order == 0 && to.compareTo(status) < 0) {
            return new Kept(to + " of " + report.at() + " is older than " + status + " of " + since);
        }
        return new Moved("from " + status);
    }

    private static VisitProgress unknown(VisitReport report) {
        return new Kept("status " + report.code() + " has no meaning here");
    }
}
