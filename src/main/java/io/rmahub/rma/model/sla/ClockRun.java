package io.rmahub.rma.model.sla;

import io.rmahub.rma.model.routing.Party;
import io.rmahub.rma.model.routing.WarningRule;
import io.rmahub.rma.model.sla.ClockReading.State;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** One clock, taken through its events in order of time. */
final class ClockRun {

    private final WorkTime time;
    private final WarningRule warning;
    private final Instant startedAt;
    private final List<Segment> segments = new ArrayList<>();
    private final List<String> reasons = new ArrayList<>();
    private Duration window;
    private Duration used = Duration.ZERO;
    private Instant at;
    private Instant warnedAt;
    private Instant breachedAt;
    private Instant stoppedAt;
    private Set<Party> pausedBy;
    private boolean travelling;

    /** A time in which it ran, and what had been used before. */
    private record Segment(Instant from, Instant to, Duration usedBefore, Duration length) {
    }

    ClockRun(WorkTime time, WarningRule warning, Instant startedAt, Duration window, Set<Party> pausedBy) {
        this.time = time;
        this.warning = warning;
        this.startedAt = startedAt;
        this.at = startedAt;
        this.window = window;
        this.pausedBy = pausedBy;
    }

    void tell(String reason) {
        reasons.add(reason);
    }

    boolean isStopped() {
        return stoppedAt != null;
    }

    /** Goes on to the moment of an event: what is done at the last moment is in time. */
    void advance(Instant to) {
        run(to, false);
    }

    /** Who is waited for from now on. */
    void pausedBy(Set<Party> parties) {
        pausedBy = parties;
    }

    void travelling(boolean now) {
        travelling = now;
    }

    void stop() {
        stoppedAt = at;
        travelling = false;
        pausedBy = Set.of();
        tell((breachedAt == null ? "kept: done at " : "done at ") + at);
    }

    /** Goes on from where it stopped; the time between does not count. */
    void goOn(Instant now) {
        stoppedAt = null;
        at = now;
        tell("taken up again at " + now);
    }

    /** Another window from the same start: it may break the promise at once, or take a breach back. */
    void window(Duration changed, String why) {
        tell(why);
        window = changed;
        if (breachedAt != null && used.compareTo(window) <= 0) {
            tell("the breach of " + breachedAt + " is taken back");
            breachedAt = null;
        } else if (breachedAt == null && used.compareTo(window) > 0) {
            breached(at);
        }
        Duration warnAfter = warning.after(window);
        if (used.compareTo(warnAfter) < 0) {
            warnedAt = null;
        } else if (warnedAt == null) {
            warned(at);
        }
    }

    /** Goes on to now and reads the clock. */
    ClockReading read(Instant now) {
        if (stoppedAt == null) {
            run(now, true);
        }
        State state = stoppedAt != null ? State.STOPPED : travelling ? State.TRAVELLING
                : pausedBy.isEmpty() ? State.RUNNING : State.PAUSED;
        return new ClockReading(state, startedAt, window, used, momentOf(window), momentOf(warning.after(window)),
                warnedAt, breachedAt, stoppedAt,
                pausedBy.isEmpty() ? Set.of() : Set.copyOf(EnumSet.copyOf(pausedBy)), List.copyOf(reasons));
    }

    private void run(Instant to, boolean reached) {
        if (stoppedAt != null || !to.isAfter(at) && !reached) {
            return;
        }
        if (pausedBy.isEmpty() && !travelling) {
            Instant warns = momentOf(warning.after(window));
            Instant due = momentOf(window);
            segments.add(new Segment(at, to, used, time.between(at, to)));
            used = used.plus(time.between(at, to));
            if (warnedAt == null && !warns.isAfter(to)) {
                warned(warns);
            }
            if (breachedAt == null && (due.isBefore(to) || reached && due.equals(to))) {
                breached(due);
            }
        }
        at = to;
    }

    private void warned(Instant moment) {
        warnedAt = moment;
        tell("warned at " + moment + ", " + warning);
    }

    private void breached(Instant moment) {
        breachedAt = moment;
        tell("breached at " + moment);
    }

    /** When so much was used, or will be if the clock goes on now. */
    private Instant momentOf(Duration amount) {
        for (Segment segment : segments) {
            Duration rest = amount.minus(segment.usedBefore());
            Instant moment = time.after(segment.from(), rest.isNegative() ? Duration.ZERO : rest);
            // A clock that was stopped just then had not run out: it does when it goes on.
            if (segment.length().compareTo(rest) >= 0 && moment.isBefore(segment.to())) {
                return moment;
            }
        }
        return time.after(at, amount.minus(used));
    }
}
