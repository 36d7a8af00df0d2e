package io.rmahub.warranty;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.f4b6a3.uuid.UuidCreator;
import io.rmahub.engine.jdbc.UnnestBatch;
import io.rmahub.engine.processing.DecisionService;
import io.rmahub.warranty.WarrantyService.ChangeContext;
import io.rmahub.warranty.model.ClaimDecision;
import io.rmahub.warranty.model.ClaimDecision.Outcome;
import io.rmahub.warranty.model.ClaimQuestion;
import io.rmahub.warranty.model.ClaimQuestion.Kind;
import io.rmahub.warranty.model.WarrantyFact.Observed;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * Proposes a claim when telemetry shows a state of health below the guarantee, within term and caps. Nothing is
 * claimed by itself: telemetry only indicates a state of health, a person makes the proposal a claim.
 */
@Component
final class CellCapacityJob {

    private static final String ACTOR = "telemetry";

    private static final String CANDIDATES = """
            select r.id from warranty_record r join unit_state u on u.org_id = r.org_id and u.serial = r.serial
            where u.soh < ? and (r.soh_judged_at is null or u.soh_at > r.soh_judged_at) and r.cells_until is not null
              and r.id > ?
              and not exists (select 1 from warranty_claim c where c.record_id = r.id and c.fault = ?
                              and c.status in ('PROPOSED', 'OPEN', 'AWAITING_APPROVAL', 'APPROVED'))
            order by r.id limit ?""";

    private static final String SAVE_JUDGED = """
            update warranty_record r set soh_judged_at = t.at from unnest(?::uuid[], ?::timestamptz[]) as t(id, at)
            where r.id = t.id""";

    private record Judged(UUID recordId, Instant at) {
    }

    private final JdbcTemplate jdbc;
    private final DecisionService decisions;
    private final WarrantyService warranties;
    private final ClaimStore claims;
    private final RuleSets ruleSets;
    private final WarrantySettings settings;
    private final Clock clock;

    CellCapacityJob(JdbcTemplate jdbc, DecisionService decisions, WarrantyService warranties, ClaimStore claims,
                    RuleSets ruleSets, WarrantySettings settings, Clock clock) {
        this.jdbc = jdbc;
        this.decisions = decisions;
        this.warranties = warranties;
        this.claims = claims;
        this.ruleSets = ruleSets;
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * Judges every state of health below the highest guarantee that came since the last time; returns the proposals.
     */
    int run() {
        int proposed = 0;
        UUID after = new UUID(0, 0);
        while (after != null) {
            UUID from = after;
            List<UUID> ids = decisions.transact(effects -> jdbc.queryForList(CANDIDATES,
                    UUID.class, ruleSets.highestSohGuarantee(), from, settings.capacityFault(), settings.chunk()));
            proposed += ids.isEmpty() ? 0 : propose(ids);
            after = ids.size() < settings.chunk() ? null : ids.get(ids.size() - 1);
        }
        return proposed;
    }

    private int propose(List<UUID> ids) {
        ChangeContext context = new ChangeContext(ACTOR, UuidCreator.getTimeOrderedEpochPlus1(), clock.instant());
        return decisions.transact(effects -> {
            List<LockedWarranty> changed = new ArrayList<>();
            List<Claim> proposals = new ArrayList<>();
            List<Judged> judged = new ArrayList<>();
            for (LockedWarranty warranty : warranties.lock(ids, context)) {
                newestSoh(warranty).ifPresent(soh -> {
                    judged.add(new Judged(warranty.id(), soh.at()));
                    propose(warranty, soh).ifPresent(claim -> {
                        proposals.add(claim);
                        changed.add(warranty);
                    });
                });
            }
            claims.add(proposals);
            save(judged);
            effects.emit(warranties.finish(changed));
            return proposals.size();
        });
    }

    private void save(List<Judged> judged) {
        UnnestBatch.of(judged).add("uuid", Judged::recordId).add("timestamptz", Judged::at).update(jdbc, SAVE_JUDGED);
    }

    private static Optional<Observed> newestSoh(LockedWarranty warranty) {
        return warranty.state().observed().stream().filter(observed -> observed.reading().sohPercent() != null)
                .reduce((first, second) -> second);
    }

    private Optional<Claim> propose(LockedWarranty warranty, Observed soh) {
        LocalDate on = ruleSets.dayAtSite(warranty.state().unit(), soh.at());
        ClaimQuestion question = new ClaimQuestion(Kind.REPAIR, settings.capacityFault(), on, false);
        ClaimDecision decision = ruleSets.inForce().claim(warranty.state(), question);
        if (decision.outcome() != Outcome.ELIGIBLE) {
            return Optional.empty();
        }
        UUID decisionId = warranty.addDecision(decision, WarrantyJson.object(question));
        Claim claim = new Claim(UuidCreator.getTimeOrderedEpochPlus1(), warranty.orgId(), warranty.id(), null, null,
                question.kind().name(), "PROPOSED", question.fault(), null, on, ACTOR, decision.result(),
                decision.reason(), decision.parts().name(), decision.labour().name(), null, null, null, null,
                decisionId, null, null, false, warranty.now(), 1);
        ObjectNode about = ClaimEvents.summary(claim);
        about.set("evidence", WarrantyJson.object(decision.evidence()));
        warranty.addHistory("claim-proposed", null, question.fault(), about);
        warranty.addEvent("warranty.claim-proposed.v1", WarrantyJson.object().set("claim", about));
        return Optional.of(claim);
    }
}
