package io.rmahub.rma;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.f4b6a3.uuid.UuidCreator;
import io.rmahub.rma.Timeline.Entry;
import io.rmahub.rma.model.CaseOpening;
import io.rmahub.rma.model.Lifecycle;
import io.rmahub.rma.model.RmaCase;
import io.rmahub.rma.model.sla.ClockReading;
import io.rmahub.rma.model.sla.Site;
import io.rmahub.rma.model.sla.SlaClock;
import io.rmahub.rma.model.sla.SlaEvent;
import io.rmahub.rma.model.sla.SlaStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Reads the clocks of cases from their timelines, and raises each warning and breach once. */
@Component
final class CaseClocks {

    private final SlaClock clock;
    private final ClockHistory history;
    private final Timeline timeline;

    CaseClocks(SlaClock clock, Lifecycle lifecycle, Timeline timeline) {
        this.clock = clock;
        this.history = new ClockHistory(lifecycle);
        this.timeline = timeline;
    }

    /** When a case that is opened now is to be looked at first, or null. */
    Instant firstAlarm(RmaCase opened) {
        List<SlaEvent> events = new ArrayList<>();
        events.add(new SlaEvent.Opened(opened.openedAt(), opened.priority(),
                new Site(opened.siteCountry(), null, null)));
        if (opened.visitNeeded()) {
            events.add(new SlaEvent.VisitNeeded(opened.openedAt()));
        }
        return clock.evaluate(events, opened.openedAt()).nextAlarmAt().orElse(null);
    }

    /** Both clocks of a case at this moment. */
    SlaStatus read(CaseRow row, Instant now) {
        Map<UUID, List<Entry>> entries = timeline.ofClocks(List.of(row.id));
        return clock.evaluate(history.of(row, entries.getOrDefault(row.id, List.of())), now);
    }

    /** Brings due times and alarms up to date, after everything that happened is in the timeline. */
    void wind(List<LockedCase> cases) {
        Map<UUID, List<Entry>> entries = timeline.ofClocks(cases.stream().map(LockedCase::id).toList());
        for (LockedCase worked : cases) {
            CaseRow row = worked.row;
            SlaStatus status = clock.evaluate(history.of(row, entries.getOrDefault(row.id, List.of())), worked.now);
            row.dueAt = status.caseClock().dueAt();
            Map<String, Runnable> standing = new LinkedHashMap<>();
            alarms(worked, "case", status.caseClock(), standing);
            alarms(worked, "on_site", status.onSite(), standing);
            standing.forEach((alarm, raise) -> {
                if (!row.alarms.contains(alarm)) {
                    raise.run();
                }
            });
            row.alarms = List.copyOf(standing.keySet());
            row.nextAlarmAt = status.nextAlarmAt().orElse(null);
        }
    }

    /** What stands now; a new priority can take an alarm back, and it can be raised again later. */
    private static void alarms(LockedCase worked, String name, ClockReading reading, Map<String, Runnable> standing) {
        if (reading == null) {
            return;
        }
        if (reading.breachedAt() != null) {
            standing.put(name + ".breached",
                    () -> raise(worked, "sla.breached", name, reading, reading.breachedAt()));
        }
        if (reading.warnedAt() != null) {
            boolean over = reading.breachedAt() != null || reading.state() == ClockReading.State.STOPPED;
            standing.put(name + ".warned", over ? () -> { }
                    : () -> raise(worked, "sla.warned", name, reading, reading.warnedAt()));
        }
    }

    private static void raise(LockedCase worked, String event, String name, ClockReading reading, Instant at) {
        ChangeContext by = new ChangeContext(CaseOpening.ACTOR, UuidCreator.getTimeOrderedEpochPlus1(), at);
        ObjectNode detail = JsonNodeFactory.instance.objectNode().put("dueAt", reading.dueAt().toString())
                .put("used", reading.used().toString()).put("window", reading.window().toString());
        worked.note(event, null, name, detail, by);
        worked.changes().add(new LockedCase.Change(event, null, name, "due " + reading.dueAt(), by));
    }
}
