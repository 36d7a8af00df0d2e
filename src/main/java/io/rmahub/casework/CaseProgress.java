package io.rmahub.casework;

import io.rmahub.casework.Timeline.Entry;
import io.rmahub.delivery.DomainEvent;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Brings facts from elsewhere to the cases that they concern, inside the transaction that learnt them. */
@Component
public final class CaseProgress {

    private final CaseDesk desk;
    private final Timeline timeline;
    private final FactEffects effects;

    CaseProgress(CaseDesk desk, Timeline timeline, FactEffects effects) {
        this.desk = desk;
        this.timeline = timeline;
        this.effects = effects;
    }

    /**
     * Locks the cases, writes the facts to their timelines and does what follows from them: the lifecycle moves, the
     * parts ledger and the stand-by units are kept, clocks are wound. A fact never fails and never takes a case back.
     * A fact about a case that is not there is written down, and that is all.
     *
     * @return what other systems are to be told
     */
    public List<DomainEvent> apply(Connection connection, List<CaseFact> facts, Instant now) throws SQLException {
        if (facts.isEmpty()) {
            return List.of();
        }
        Map<UUID, WorkedCase> cases = desk.lock(connection,
                facts.stream().map(CaseFact::caseId).distinct().toList(), now);
        List<Entry> strays = new ArrayList<>();
        for (CaseFact fact : facts) {
            WorkedCase worked = cases.get(fact.caseId());
            if (worked != null && worked.row.orgId.equals(fact.orgId())) {
                effects.take(connection, worked, fact);
            } else {
                strays.add(new Entry(fact.orgId(), fact.caseId(), fact.actor(), fact.kind(), null, fact.toValue(),
                        fact.detail(), fact.causeId(), fact.occurredAt()));
            }
        }
        timeline.append(connection, strays);
        return desk.finish(connection, cases.values());
    }
}
