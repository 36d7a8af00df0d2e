package io.rmahub.rma;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.github.f4b6a3.uuid.UuidCreator;
import io.rmahub.engine.processing.DecisionService;
import io.rmahub.engine.web.IdempotentRequests;
import io.rmahub.rma.StandbyUnits.Overdue;
import io.rmahub.rma.model.CaseOpening;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * What happens to cases because time goes by: warnings, breaches, stand-by units that are overdue, requests that are
 * forgotten.
 */
@Component
public final class CaseDeadlineJob {

    private static final int BATCH = 200;
    /** For so long a repeat with an {@code Idempotency-Key} gets its first answer. */
    private static final Duration REMEMBERED = Duration.ofDays(14);

    private static final String DUE = """
            select id from rma_case where next_alarm_at <= ?::timestamptz
            order by next_alarm_at limit ? for update skip locked""";

    private final JdbcTemplate jdbc;
    private final DecisionService decisions;
    private final CaseService cases;
    private final IdempotentRequests requests;
    private final StandbyUnits standby;
    private final Clock clock;

    CaseDeadlineJob(JdbcTemplate jdbc, DecisionService decisions, CaseService cases, IdempotentRequests requests,
                    StandbyUnits standby, Clock clock) {
        this.jdbc = jdbc;
        this.decisions = decisions;
        this.requests = requests;
        this.cases = cases;
        this.standby = standby;
        this.clock = clock;
    }

    /** Raises what is due by now, each alarm once; returns how many cases were looked at. */
    public int run() {
        decisions.transact(effects -> {
            requests.forget(clock.instant().minus(REMEMBERED));
            return null;
        });
        int all = 0;
        int some;
        do {
            some = clocks() + overdue();
            all += some;
        } while (some >= BATCH);
        return all;
    }

    private int clocks() {
        Instant now = clock.instant();
        return decisions.transact(effects -> {
            List<UUID> due = due(now);
            effects.emit(cases.finish(cases.lock(due, now).values()));
            return due.size();
        });
    }

    private int overdue() {
        Instant now = clock.instant();
        return decisions.transact(effects -> {
            Map<UUID, List<Overdue>> overdue = standby.markOverdue(now, BATCH);
            Map<UUID, LockedCase> locked = cases.lock(overdue.keySet(), now);
            locked.forEach((id, lockedCase) -> overdue.get(id).forEach(unit -> alarm(lockedCase, unit, now)));
            effects.emit(cases.finish(locked.values()));
            return overdue.size();
        });
    }

    private static void alarm(LockedCase lockedCase, Overdue unit, Instant now) {
        ChangeContext context = new ChangeContext(CaseOpening.ACTOR, UuidCreator.getTimeOrderedEpochPlus1(), now);
        lockedCase.note("standby.overdue", null, unit.serialNumber(), JsonNodeFactory.instance.objectNode()
                .put("serialNumber", unit.serialNumber()).put("expectedBackAt", unit.expectedBackAt().toString()),
                context);
        lockedCase.changes().add(new LockedCase.Change("standby.overdue", null, unit.serialNumber(),
                "expected back " + unit.expectedBackAt(), context));
    }

    private List<UUID> due(Instant now) {
        return jdbc.query(DUE, (row, n) -> row.getObject(1, UUID.class), now.toString(), BATCH);
    }
}
