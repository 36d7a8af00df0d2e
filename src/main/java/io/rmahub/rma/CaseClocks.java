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
    void update(List<LockedCase> cases) {
        Map<UUID, List<Entry>> entries = timeline.ofClocks(cases.stream().map(LockedCase::id).toList());
        for (LockedCase lockedCase : cases) {
            CaseRow row = lockedCase.row;
            SlaStatus status = clock.evaluate(history.of(row, entries.getOrDefault(row.id, List.of())), lockedCase.now);
            row.dueAt = status.caseClock().dueAt();
            Map<String, Runnable> current = new LinkedHashMap<>();
            alarms(lockedCase, "case", status.caseClock(), current);
            alarms(lockedCase, "on_site", status.onSite(), current);
            current.forEach((alarm, raise) -> {
                if (!row.alarms.contains(alarm)) {
                    raise.run();
                }
            });
            row.alarms = List.copyOf(current.keySet());
            row.nextAlarmAt = status.nextAlarmAt().orElse(null);
        }
    }

    /** What stands now; a new priority can take an alarm back, and it can be raised again later. */
    private static void alarms(LockedCase lockedCase, String name, ClockReading reading,
                               Map<String, Runnable> current) {
        if (reading == null) {
            return;
        }
        if (reading.breachedAt() != null) {
            current.put(name + ".breached",
                    () -> raise(lockedCase, "sla.breached", name, reading, reading.breachedAt()));
        }
        if (reading.warnedAt() != null) {
            boolean over = reading.breachedAt() != null || reading.state() == ClockReading.State.STOPPED;
            current.put(name + ".warned", over ? () -> { }
                    : () -> raise(lockedCase, "sla.warned", name, reading, reading.warnedAt()));
        }
    }

    private static void raise(LockedCase lockedCase, String event, String name, ClockReading reading, Instant at) {
        ChangeContext context = new ChangeContext(CaseOpening.ACTOR, UuidCreator.getTimeOrderedEpochPlus1(), at);
        ObjectNode detail = JsonNodeFactory.instance.objectNode().put("dueAt", reading.dueAt().toString())
                .put("used", reading.used().toString()).put("window", reading.window().toString());
        lockedCase.note(event, null, name, detail, context);
        lockedCase.changes().add(new LockedCase.Change(event, null, name, "due " + reading.dueAt(), context));
    }
}
