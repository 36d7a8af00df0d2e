package io.rmahub.rma;

import io.rmahub.rma.Timeline.Entry;
import io.rmahub.rma.model.CaseStatus;
import io.rmahub.rma.model.Lifecycle;
import io.rmahub.rma.model.MoveOutcome.Step;
import io.rmahub.rma.model.routing.Priority;
import io.rmahub.rma.model.sla.Site;
import io.rmahub.rma.model.sla.SlaEvent;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

/** What the timeline of a case means for its clocks. */
final class ClockHistory {

    private final Lifecycle lifecycle;

    ClockHistory(Lifecycle lifecycle) {
        this.lifecycle = lifecycle;
    }

    /** @param entries in the order in which they were written */
    List<SlaEvent> of(CaseRow row, List<Entry> entries) {
        List<SlaEvent> events = new ArrayList<>();
        events.add(new SlaEvent.Opened(row.openedAt, priorityAtOpening(row, entries), site(row)));
        if (row.visitNeeded && entries.stream().noneMatch(entry -> entry.event().equals("visit_needed"))) {
            events.add(new SlaEvent.VisitNeeded(row.openedAt));
        }
        entries.forEach(entry -> add(events, entry));
        return events;
    }

    private void add(List<SlaEvent> events, Entry entry) {
        switch (entry.event()) {
            case "status_changed" -> {
                if (entry.from() != null) {
                    events.addAll(lifecycle.clockEvents(new Step(null, CaseStatus.valueOf(entry.from()),
                            CaseStatus.valueOf(entry.to()), null), entry.at()));
                }
            }
            case "priority_changed" -> events.add(new SlaEvent.PriorityChanged(entry.at(), Priority.of(entry.to())));
            case "escalated" -> events.add(new SlaEvent.Escalated(entry.at()));
            case "visit_needed" -> events.add(new SlaEvent.VisitNeeded(entry.at()));
            default -> events.add(new SlaEvent.VisitCompleted(entry.at()));
        }
    }

    private static Priority priorityAtOpening(CaseRow row, List<Entry> entries) {
        return entries.stream()
                .filter(entry -> entry.event().equals("priority_changed") || entry.event().equals("escalated"))
                .findFirst().map(entry -> Priority.of(entry.from())).orElse(row.priority);
    }

    private static Site site(CaseRow row) {
        return new Site(row.siteCountry, row.siteRegion, zone(row.siteZone));
    }

    private static ZoneId zone(String name) {
        try {
            return name == null ? null : ZoneId.of(name);
        } catch (DateTimeException e) {
            return null;
        }
    }
}
