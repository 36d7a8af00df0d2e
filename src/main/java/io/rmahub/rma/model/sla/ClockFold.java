package io.rmahub.rma.model.sla;

import io.rmahub.rma.model.routing.Party;
import io.rmahub.rma.model.routing.Priority;
import io.rmahub.rma.model.routing.ServiceLevels;
import io.rmahub.rma.model.sla.SlaEvent.Escalated;
import io.rmahub.rma.model.sla.SlaEvent.Opened;
import io.rmahub.rma.model.sla.SlaEvent.Paused;
import io.rmahub.rma.model.sla.SlaEvent.PriorityChanged;
import io.rmahub.rma.model.sla.SlaEvent.Reopened;
import io.rmahub.rma.model.sla.SlaEvent.Resolved;
import io.rmahub.rma.model.sla.SlaEvent.Resumed;
import io.rmahub.rma.model.sla.SlaEvent.TravelEnded;
import io.rmahub.rma.model.sla.SlaEvent.TravelStarted;
import io.rmahub.rma.model.sla.SlaEvent.VisitCompleted;
import io.rmahub.rma.model.sla.SlaEvent.VisitNeeded;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;

/** Takes the events of one case in order of time, and moves its clocks. */
final class ClockFold {

    private final ServiceLevels levels;
    private final SiteCalendar calendar;
    private final Instant openedAt;
    private final Waiting waiting = new Waiting();
    private final ClockRun caseClock;
    private Priority priority;
    private ClockRun onSite;
    private boolean visitDone;

    ClockFold(ServiceLevels levels, SiteCalendar calendar, Opened opened) {
        this.levels = levels;
        this.calendar = calendar;
        this.openedAt = opened.at();
        this.priority = opened.priority();
        Duration window = levels.caseWindow(priority);
        this.caseClock = new ClockRun(WorkTime.WALL_CLOCK, levels.warning(), openedAt, window, Set.of());
        caseClock.tell("opened at " + openedAt + ": " + levels.due(priority, openedAt).reason());
    }

    void take(SlaEvent event) {
        Instant at = event.at().isBefore(openedAt) ? openedAt : event.at();
        caseClock.advance(at);
        if (onSite != null) {
            onSite.advance(at);
        }
        if (event instanceof PriorityChanged changed) {
            priority(changed.priority(), "priority changed at " + at);
        } else if (event instanceof Escalated) {
            priority(levels.escalated(priority), "escalated at " + at);
        } else if (event instanceof Paused paused) {
            pause(paused.party(), at);
        } else if (event instanceof Resumed resumed) {
            resume(resumed.party(), at);
        } else if (event instanceof Resolved) {
            resolve(at);
        } else if (event instanceof Reopened) {
            reopen(at);
        } else {
            visit(event, at);
        }
    }

    private void priority(Priority changed, String why) {
        String text = why
                + (changed == priority ? ": stays " + priority : " from " + priority + " to " + changed) + ", ";
        priority = changed;
        // What was done in time stays done in time, whatever it is called afterwards.
        if (!caseClock.isStopped()) {
            caseClock.window(levels.caseWindow(priority),
                    text + levels.caseWindow(priority).toHours() + " h counted from the opening");
        }
        if (onSite != null && !onSite.isStopped()) {
            onSite.window(levels.onSiteWindow(priority),
                    text + levels.onSiteWindow(priority).toHours() + " h counted from when the visit was needed");
        }
    }

    private void pause(Party party, Instant at) {
        if (!caseClock.isStopped() && waiting.begin(party, at)) {
            standStill("waits for " + party + " since " + at);
        }
    }

    private void resume(Party party, Instant at) {
        if (waiting.end(party, at)) {
            standStill("no longer waits for " + party + " at " + at);
        }
    }

    private void standStill(String why) {
        EnumSet<Party> pausing = waiting.now();
        pausing.removeIf(party -> !levels.isPausedBy(party));
        caseClock.pausedBy(pausing);
        caseClock.tell(why);
        if (onSite != null && !onSite.isStopped()) {
            onSite.pausedBy(pausing);
            onSite.tell(why);
        }
    }

    private void resolve(Instant at) {
        if (caseClock.isStopped()) {
            return;
        }
        waiting.now().forEach(party -> waiting.end(party, at));
        caseClock.stop();
        if (onSite != null && !onSite.isStopped()) {
            onSite.stop();
        }
    }

    private void reopen(Instant at) {
        if (!caseClock.isStopped()) {
            return;
        }
        caseClock.goOn(at);
        caseClock.window(levels.caseWindow(priority), "priority " + priority);
        if (onSite != null && !visitDone) {
            onSite.goOn(at);
            onSite.window(levels.onSiteWindow(priority), "priority " + priority);
        }
    }

    private void visit(SlaEvent event, Instant at) {
        if (event instanceof VisitNeeded && (onSite == null || visitDone) && !caseClock.isStopped()) {
            needVisit(at);
        } else if (onSite != null && !onSite.isStopped()) {
            if (event instanceof TravelStarted) {
                onSite.travelling(true);
                onSite.tell("drives since " + at);
            } else if (event instanceof TravelEnded) {
                onSite.travelling(false);
                onSite.tell("arrived at " + at);
            } else if (event instanceof VisitCompleted) {
                onSite.stop();
                visitDone = true;
            }
        }
    }

    private void needVisit(Instant at) {
        EnumSet<Party> pausing = waiting.now();
        pausing.removeIf(party -> !levels.isPausedBy(party));
        visitDone = false;
        onSite = new ClockRun(calendar, levels.warning(), at, levels.onSiteWindow(priority), pausing);
        onSite.tell("visit needed since " + at + ": " + levels.onSiteWindow(priority).toHours()
                + " h for priority " + priority);
        calendar.notes().forEach(onSite::tell);
    }

    SlaStatus read(Instant now) {
        return new SlaStatus(now, priority, caseClock.read(now), onSite == null ? null : onSite.read(now),
                waiting.pauses(now), waiting.lengths(now), levels.version());
    }
}
