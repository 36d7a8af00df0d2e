package io.rmahub.casework;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.github.f4b6a3.uuid.UuidCreator;
import io.rmahub.casework.StandbyUnits.Overdue;
import io.rmahub.decision.DecisionDesk;
import io.rmahub.decision.IdempotentRequests;
import io.rmahub.rma.CaseOpening;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * What happens to cases because time goes by: warnings, breaches, stand-by units that are overdue, requests that are
 * forgotten.
 */
@Component
public final class CaseSweep {

    private static final int BATCH = 200;
    /** For so long a repeat with an {@code Idempotency-Key} gets its first answer. */
    private static final Duration REMEMBERED = Duration.ofDays(14);

    private static final String DUE = """
            select id from rma_case where next_alarm_at <= ?::timestamptz
            order by next_alarm_at limit ? for update skip locked""";

    private final DecisionDesk desk;
    private final CaseDesk cases;
    private final IdempotentRequests requests;
    private final StandbyUnits standby;
    private final Clock clock;

    CaseSweep(DecisionDesk desk, CaseDesk cases, IdempotentRequests requests, StandbyUnits standby, Clock clock) {
        this.desk = desk;
        this.requests = requests;
        this.cases = cases;
        this.standby = standby;
        this.clock = clock;
    }

    /** Raises what is due by now, each alarm once; returns how many cases were looked at. */
    public int run() {
        desk.transact((connection, effects) -> {
            requests.forget(connection, clock.instant().minus(REMEMBERED));
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
        return desk.transact((connection, effects) -> {
            List<UUID> due = due(connection, now);
            effects.emit(cases.finish(connection, cases.lock(connection, due, now).values()));
            return due.size();
        });
    }

    private int overdue() {
        Instant now = clock.instant();
        return desk.transact((connection, effects) -> {
            Map<UUID, List<Overdue>> overdue = standby.markOverdue(connection, now, BATCH);
            Map<UUID, WorkedCase> locked = cases.lock(connection, overdue.keySet(), now);
            locked.forEach((id, worked) -> overdue.get(id).forEach(unit -> alarm(worked, unit, now)));
            effects.emit(cases.finish(connection, locked.values()));
            return overdue.size();
        });
    }

    private static void alarm(WorkedCase worked, Overdue unit, Instant now) {
        By by = new By(CaseOpening.ACTOR, UuidCreator.getTimeOrderedEpochPlus1(), now);
        worked.note("standby.overdue", null, unit.serialNumber(), JsonNodeFactory.instance.objectNode()
                .put("serialNumber", unit.serialNumber()).put("expectedBackAt", unit.expectedBackAt().toString()), by);
        worked.changes().add(new WorkedCase.Change("standby.overdue", null, unit.serialNumber(),
                "expected back " + unit.expectedBackAt(), by));
    }

    private static List<UUID> due(Connection connection, Instant now) throws SQLException {
        List<UUID> due = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(DUE)) {
            statement.setString(1, now.toString());
            statement.setInt(2, BATCH);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    due.add(row.getObject(1, UUID.class));
                }
            }
        }
        return due;
    }
}
