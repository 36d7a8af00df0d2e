package io.rmahub.rma.model.sla;

import io.rmahub.rma.model.routing.Party;
import io.rmahub.rma.model.routing.Priority;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Both clocks of a case at one moment.
 *
 * @param priority     of now
 * @param caseClock    from the opening, by the wall clock
 * @param onSite       from when a visit was needed, in office hours; null if none ever was
 * @param pauses       every time in which the case waited for somebody, in order
 * @param waited       by the wall clock, for each party that was ever waited for
 * @param rulesVersion the text of the service levels that was used
 */
public record SlaStatus(
        Instant at,
        Priority priority,
        ClockReading caseClock,
        ClockReading onSite,
        List<Pause> pauses,
        Map<Party, Duration> waited,
        String rulesVersion) {

    /** When the next warning or breach happens unless something else does before; empty if none will. */
    public Optional<Instant> nextAlarmAt() {
        return Stream.of(caseClock, onSite)
                .filter(clock -> clock != null && clock.state() == ClockReading.State.RUNNING)
                .flatMap(clock -> Stream.of(
                        clock.warnedAt() == null ? clock.warnsAt() : null,
                        clock.breachedAt() == null ? clock.dueAt() : null))
                .filter(alarm -> alarm != null).min(Instant::compareTo);
    }
}
