package io.rmahub.camel.route;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.rmahub.camel.route.ApiAnswer.BadRequestException;
import io.rmahub.unit.UnitHistory;
import io.rmahub.unit.UnitHistory.UnitState;
import io.rmahub.unit.model.Component;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;

/** The telemetry API: reading. */
@org.springframework.stereotype.Component("telemetryApiSteps")
public final class TelemetryApiSteps {

    private static final Duration USUAL_SPAN = Duration.ofDays(30);

    private record Firmware(String version, Instant firstSeenAt, Instant lastSeenAt) {
    }

    private final ApiAnswer answer;
    private final UnitHistory history;
    private final Clock clock;

    TelemetryApiSteps(ApiAnswer answer, UnitHistory history, Clock clock) {
        this.answer = answer;
        this.history = history;
        this.clock = clock;
    }

    public void get(Exchange exchange) throws JsonProcessingException {
        String orgId = ApiAnswer.principal(exchange).orgId();
        String serial = ApiAnswer.path(exchange, "serial");
        Instant to = time(exchange, "to", clock.instant());
        Instant from = time(exchange, "from", to.minus(USUAL_SPAN));
        if (from.isAfter(to)) {
            throw new BadRequestException("from is after to");
        }
        UnitState latest = history.latest(orgId, serial).orElse(null);
        if (latest == null) {
            answer.problem(exchange, 404, "Not Found", "No unit " + serial + " has reported");
            return;
        }
        Map<String, Object> unit = new LinkedHashMap<>();
        unit.put("latest", latest);
        unit.put("online", history.onlineIntervals(orgId, serial, from, to));
        unit.put("cellFirmware", firmware(orgId, serial, Component.CELL));
        unit.put("bmsFirmware", firmware(orgId, serial, Component.BMS));
        unit.put("soh", history.sohSeries(orgId, serial, day(from), day(to)));
        answer.ok(exchange, unit);
    }

    private List<Firmware> firmware(String orgId, String serial, Component component) {
        return history.firmwareChanges(orgId, serial, component).stream()
                .map(span -> new Firmware(span.version(), span.firstSeenAt(), span.lastSeenAt())).toList();
    }

    private static Instant time(Exchange exchange, String name, Instant otherwise) {
        String value = ApiAnswer.text(exchange, name);
        try {
            return value == null ? otherwise : OffsetDateTime.parse(value).toInstant();
        } catch (DateTimeParseException e) {
            throw new BadRequestException(name + " is not a time with an offset");
        }
    }

    private static LocalDate day(Instant at) {
        return at.atOffset(ZoneOffset.UTC).toLocalDate();
    }
}
