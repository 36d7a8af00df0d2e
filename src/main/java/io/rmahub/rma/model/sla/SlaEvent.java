package io.rmahub.rma.model.sla;

import io.rmahub.rma.model.routing.Party;
import io.rmahub.rma.model.routing.Priority;
import java.time.Instant;

/** What moves a clock. The clocks of a case are computed from all of its events and from nothing else. */
public sealed interface SlaEvent {

    /** When it happened, not when the hub heard of it. */
    Instant at();

    /** The case was opened: the case clock starts. The first event of every case. */
    record Opened(Instant at, Priority priority, Site site) implements SlaEvent {
    }

    /** The windows are those of this priority from now on, counted from their starts as before. */
    record PriorityChanged(Instant at, Priority priority) implements SlaEvent {
    }

    /** Raises the priority as the rules say: to high, and urgent stays urgent. */
    record Escalated(Instant at) implements SlaEvent {
    }

    /** The case waits for this party. It may wait for several at once. */
    record Paused(Instant at, Party party) implements SlaEvent {
    }

    /** The case no longer waits for this party. */
    record Resumed(Instant at, Party party) implements SlaEvent {
    }

    /** The team has done its part: the clocks stop. */
    record Resolved(Instant at) implements SlaEvent {
    }

    /** It was not done after all: the clocks go on from where they stopped. */
    record Reopened(Instant at) implements SlaEvent {
    }

    /** Somebody must go to the site: the on-site clock starts. After a completed visit it starts anew. */
    record VisitNeeded(Instant at) implements SlaEvent {
    }

    /** The engineer drives: this time is not counted on site. */
    record TravelStarted(Instant at) implements SlaEvent {
    }

    /** The engineer has arrived. */
    record TravelEnded(Instant at) implements SlaEvent {
    }

    /** The visit is over: the on-site clock stops. */
    record VisitCompleted(Instant at) implements SlaEvent {
    }

    /** The site is another one, or more is known of it. Its working hours hold for the whole case. */
    record SiteChanged(Instant at, Site site) implements SlaEvent {
    }
}
