package io.rmahub.unit.api;

import io.rmahub.engine.web.ApiController;
import io.rmahub.engine.web.Caller;
import io.rmahub.engine.web.RefusedException;
import io.rmahub.unit.UnitHistory;
import io.rmahub.unit.UnitHistory.UnitState;
import io.rmahub.unit.api.UnitTelemetry.Firmware;
import io.rmahub.unit.model.Component;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** What the units of the caller's organisation reported. */
@ApiController
@RequestMapping("/api/telemetry/units")
class UnitController {

    private static final Duration USUAL_SPAN = Duration.ofDays(30);

    private final UnitHistory history;
    private final Clock clock;

    UnitController(UnitHistory history, Clock clock) {
        this.history = history;
        this.clock = clock;
    }

    @GetMapping("/{serial}")
    UnitTelemetry get(Caller caller, @PathVariable String serial, @RequestParam(required = false) String from,
                      @RequestParam(required = false) String to) {
        Instant end = to == null ? clock.instant() : time("to", to);
        Instant start = from == null ? end.minus(USUAL_SPAN) : time("from", from);
        if (start.isAfter(end)) {
            throw RefusedException.unreadable("from", "is after to");
        }
        String orgId = caller.orgId();
        UnitState latest = history.latest(orgId, serial)
                .orElseThrow(() -> RefusedException.notFound("No unit " + serial + " has reported"));
        return new UnitTelemetry(latest, history.onlineIntervals(orgId, serial, start, end),
                firmware(orgId, serial, Component.CELL), firmware(orgId, serial, Component.BMS),
                history.sohSeries(orgId, serial, day(start), day(end)));
    }

    private List<Firmware> firmware(String orgId, String serial, Component component) {
        return history.firmwareChanges(orgId, serial, component).stream()
                .map(span -> new Firmware(span.version(), span.firstSeenAt(), span.lastSeenAt())).toList();
    }

    private static Instant time(String name, String text) {
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeParseException e) {
            throw RefusedException.unreadable(name, "a time with offset, for example 2026-03-02T09:15:00+01:00");
        }
    }

    private static LocalDate day(Instant at) {
        return at.atOffset(ZoneOffset.UTC).toLocalDate();
    }
}
