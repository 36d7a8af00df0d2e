package io.rmahub.warranty;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.f4b6a3.uuid.UuidCreator;
import io.rmahub.engine.jdbc.UnnestBatch;
import io.rmahub.engine.processing.DecisionService;
import io.rmahub.warranty.RequiredFirmware.Due;
import io.rmahub.warranty.RequiredFirmware.Page;
import io.rmahub.warranty.WarrantyService.ChangeContext;
import io.rmahub.warranty.model.CloudDecision;
import io.rmahub.warranty.model.CloudDecision.Outcome;
import io.rmahub.warranty.model.FirmwareRelease;
import io.rmahub.warranty.model.WarrantyFact;
import io.rmahub.warranty.model.WarrantyFact.RiskNoticed;
import io.rmahub.warranty.model.WarrantyFact.Voided;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * Holds units to the cloud connection that their terms require (PowerMagic V2 §5.5.19): at risk with a notice when the
 * deadline of a firmware has passed, void when the grace has ended, withdrawn when late readings show the unit online
 * or updated. The database picks the few that something can have changed for; the rules decide on each.
 *
 * <p>Each chunk is a transaction of its own, so whoever is stopped half-way goes on where it was. A unit that the cloud
 * has never heard of is left alone: of it nothing is known.
 */
@Component
public final class Enforcement {

    static final String ACTOR = "telemetry enforcement";

    private static final String SAVE_WATCH = """
            insert into warranty_watch as w (org_id, record_id, release_id, state, grace_ends, record_version, at)
            select * from unnest(?::text[], ?::uuid[], ?::text[], ?::text[], ?::date[], ?::bigint[], ?::timestamptz[])
            on conflict (record_id, release_id) do update
            set state = excluded.state, grace_ends = excluded.grace_ends, record_version = excluded.record_version,
                at = excluded.at""";

    private final JdbcTemplate jdbc;
    private final DecisionService decisions;
    private final WarrantyService warranties;
    private final TelemetryEvidence evidence;
    private final RequiredFirmware firmware;
    private final RuleSets ruleSets;
    private final WarrantySettings settings;
    private final Clock clock;

    Enforcement(JdbcTemplate jdbc, DecisionService decisions, WarrantyService warranties, TelemetryEvidence evidence,
                RequiredFirmware firmware, RuleSets ruleSets, WarrantySettings settings, Clock clock) {
        this.jdbc = jdbc;
        this.decisions = decisions;
        this.warranties = warranties;
        this.evidence = evidence;
        this.firmware = firmware;
        this.ruleSets = ruleSets;
        this.settings = settings;
        this.clock = clock;
    }

    /** How a record stands towards a release, to be written. */
    private record Watch(LockedWarranty warranty, Due due, CloudDecision decision) {

        String state() {
            return switch (decision.outcome()) {
                case AT_RISK, IN_GRACE, WAITING -> "AT_RISK";
                case RISK_WITHDRAWN -> "WITHDRAWN";
                case VOIDED, VOID_STANDS -> "VOIDED";
                case COMPLIED, WAS_ONLINE, REINSTATED -> "SETTLED";
                case NOT_CONCERNED, UNKNOWN -> "UNCONCERNED";
            };
        }

        LocalDate graceEnds() {
            RiskNoticed risk = warranty.state().risks().get(due.release().id());
            return risk == null ? null : risk.graceEnds();
        }

        /** As the record will be after this transaction. */
        long version() {
            return warranty.before.version() + (decision.toRecord() == null ? 0 : 1);
        }
    }

    /** Looks at every required release whose deadline has passed; returns how many warranties changed. */
    public int run() {
        int changed = 0;
        for (Due due : firmware.due(clock.instant())) {
            changed += run(due);
        }
        return changed;
    }

    /** Several workers share the records by the last byte of their ids, so that none waits for another's row. */
    private int run(Due due) {
        ExecutorService workers = Executors.newFixedThreadPool(settings.workers());
        try {
            List<CompletableFuture<Integer>> shares = IntStream.range(0, settings.workers())
                    .mapToObj(share -> CompletableFuture.supplyAsync(() -> run(due, share), workers)).toList();
            // Waits for all, also when one fails: nobody else may begin while a worker is still at it.
            CompletableFuture.allOf(shares.toArray(CompletableFuture[]::new)).join();
            return shares.stream().mapToInt(CompletableFuture::join).sum();
        } finally {
            workers.shutdown();
        }
    }

    private int run(Due due, int share) {
        int changed = 0;
        UUID after = new UUID(0, 0);
        while (after != null) {
            Chunk chunk = chunk(due, after, share);
            changed += chunk.changed();
            after = chunk.last();
        }
        return changed;
    }

    /** @param last where to go on, or null at the end */
    private record Chunk(int changed, UUID last) {
    }

    private Chunk chunk(Due due, UUID after, int share) {
        Instant now = clock.instant();
        return decisions.transact(effects -> {
            List<UUID> ids = firmware.candidates(due, now,
                    new Page(after, settings.chunk(), share, settings.workers()));
            List<Watch> all = judge(due, ids, now);
            List<LockedWarranty> changed = all.stream().filter(watch -> watch.decision().toRecord() != null)
                    .map(Watch::warranty).toList();
            saveWatch(all);
            effects.emit(warranties.finish(changed));
            return new Chunk(changed.size(), ids.size() < settings.chunk() ? null : ids.get(ids.size() - 1));
        });
    }

    private List<Watch> judge(Due due, List<UUID> ids, Instant now) {
        if (ids.isEmpty()) {
            return List.of();
        }
        ChangeContext context = new ChangeContext(ACTOR, UuidCreator.getTimeOrderedEpochPlus1(), now);
        Map<UUID, List<WarrantyFact>> signs =
                evidence.towards(ids, due.release().releasedAt(), due.versionOrder());
        List<Watch> all = new ArrayList<>();
        for (LockedWarranty warranty : warranties.lock(ids, context)) {
            signs.getOrDefault(warranty.id(), List.of()).forEach(warranty::observe);
            CloudDecision decision = ruleSets.inForce().cloudConnection(warranty.state(), due.release(), now);
            if (decision.toRecord() != null) {
                record(warranty, due.release(), decision);
            }
            all.add(new Watch(warranty, due, decision));
        }
        return all;
    }

    private static void record(LockedWarranty warranty, FirmwareRelease release, CloudDecision decision) {
        ObjectNode question = WarrantyJson.object().put("now", warranty.now().toString());
        question.set("release", WarrantyJson.object(release));
        UUID decisionId = warranty.addDecision(decision, question);
        warranty.addFact(decision.toRecord());
        if (decision.toRecord() instanceof Voided voided) {
            Voids.voided(warranty, voided, decision.reason(), decisionId, null);
            return;
        }
        ObjectNode about = WarrantyJson.object().put("releaseId", release.id()).put("version", release.version())
                .put("reason", decision.reason()).put("decisionId", decisionId.toString());
        if (decision.toRecord() instanceof RiskNoticed risk) {
            about.put("graceEnds", risk.graceEnds().toString());
            if (decision.why().clause() != null) {
                about.put("clause", decision.why().clause());
            }
        }
        boolean begins = decision.outcome() == Outcome.AT_RISK;
        warranty.addHistory(begins ? "at-risk" : "risk-withdrawn", null, release.version(), about);
        warranty.addEvent(begins ? "warranty.at-risk.v1" : "warranty.risk-withdrawn.v1",
                WarrantyJson.object().set("risk", about));
    }

    private void saveWatch(List<Watch> all) {
        UnnestBatch.of(all).add("text", watch -> watch.warranty().orgId()).add("uuid", watch -> watch.warranty().id())
                .add("text", watch -> watch.due().release().id()).add("text", Watch::state)
                .add("date", Watch::graceEnds)
                .add("bigint", Watch::version).add("timestamptz", watch -> watch.warranty().now())
                .update(jdbc, SAVE_WATCH);
    }
}
