package io.rmahub.rma;

import io.rmahub.casefact.CaseFact;
import io.rmahub.casefact.CaseFactRecorder;
import io.rmahub.engine.delivery.DomainEvent;
import io.rmahub.rma.Timeline.Entry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Brings facts from elsewhere to the cases that they concern, inside the transaction that learnt them. */
@Component
public final class CaseFactService implements CaseFactRecorder {

    private final CaseService caseService;
    private final Timeline timeline;
    private final CaseFactEffects effects;

    CaseFactService(CaseService caseService, Timeline timeline, CaseFactEffects effects) {
        this.caseService = caseService;
        this.timeline = timeline;
        this.effects = effects;
    }

    /**
     * Locks the cases, writes the facts to their timelines and does what follows from them: the lifecycle moves, the
     * parts ledger and the stand-by units are kept, clocks are brought up to date. A fact never fails and never takes
     * a case back. A fact about a case that is not there is written down, and that is all.
     *
     * @return what other systems are to be told
     */
    @Override
    public List<DomainEvent> record(List<CaseFact> facts, Instant now) {
        if (facts.isEmpty()) {
            return List.of();
        }
        Map<UUID, LockedCase> cases = caseService.lock(facts.stream().map(CaseFact::caseId).distinct().toList(), now);
        List<Entry> unmatched = new ArrayList<>();
        for (CaseFact fact : facts) {
            LockedCase lockedCase = cases.get(fact.caseId());
            if (lockedCase != null && lockedCase.row.orgId.equals(fact.orgId())) {
                effects.take(lockedCase, fact);
            } else {
                unmatched.add(new Entry(fact.orgId(), fact.caseId(), fact.actor(), fact.kind(), null, fact.toValue(),
                        fact.detail(), fact.causeId(), fact.occurredAt()));
            }
        }
        timeline.append(unmatched);
        return caseService.finish(cases.values());
    }
}
