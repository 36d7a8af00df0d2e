package io.rmahub.rma;

import io.rmahub.rma.api.ClocksView;
import io.rmahub.rma.api.ClocksView.ClockView;
import io.rmahub.rma.api.ClocksView.PauseView;
import io.rmahub.rma.model.routing.Party;
import io.rmahub.rma.model.sla.ClockReading;
import io.rmahub.rma.model.sla.SlaStatus;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Clocks as the API shows them. */
final class ClockViews {

    private ClockViews() {
    }

    static ClocksView of(SlaStatus status) {
        List<PauseView> pauses = status.pauses().stream().map(pause -> new PauseView(pause.party().wireName(),
                pause.from(), pause.until(), pause.length())).toList();
        Map<String, Duration> waited = new TreeMap<>();
        status.waited().forEach((party, time) -> waited.put(party.wireName(), time));
        return new ClocksView(status.rulesVersion(), of(status.caseClock()),
                status.onSite() == null ? null : of(status.onSite()), pauses, waited);
    }

    private static ClockView of(ClockReading reading) {
        return new ClockView(reading.state().name(), reading.startedAt(), reading.window(), reading.used(),
                reading.left(), reading.dueAt(), reading.isBreached(), reading.warnsAt(), reading.warnedAt(),
                reading.breachedAt(), reading.stoppedAt(),
                reading.pausedBy().stream().sorted().map(Party::wireName).toList(), reading.reasons());
    }
}
