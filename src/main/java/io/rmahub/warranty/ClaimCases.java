package io.rmahub.warranty;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.f4b6a3.uuid.UuidCreator;
import io.rmahub.casefact.CaseFact;
import io.rmahub.casefact.CaseFactRecorder;
import io.rmahub.engine.delivery.WorkDispatcher;
import io.rmahub.engine.ledger.Acceptance;
import io.rmahub.engine.ledger.BusinessKey;
import io.rmahub.engine.ledger.Inbound;
import io.rmahub.engine.ledger.Ledger;
import io.rmahub.engine.processing.DecisionService;
import io.rmahub.warranty.WarrantyService.ChangeContext;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * Claims and their cases. A claim asks for its case by a message of its own in the ledger, keyed by the claim, so that
 * it is asked for once whatever crashes; afterwards each is told of what the other decided.
 */
@Component
final class ClaimCases {

    private static final String SOURCE = "warranty";
    private static final int AT_ONCE = 200;

    private static final String UNASKED = """
            select c.*, to_jsonb(r) as warranty from warranty_claim c join warranty_record r on r.id = c.record_id
            where c.wants_case and c.message_id is null order by c.created_at limit ?""";

    private static final String ASKED = "update warranty_claim set message_id = ? where id = ? and message_id is null";

    private static final String LINK = """
            update warranty_claim c set case_id = k.id, case_number = k.number, version = c.version + 1
            from rma_case k
            where c.wants_case and c.case_id is null and k.org_id = c.org_id
              and k.external_ref = 'warranty:claim:' || c.id
            returning c.id""";

    /** What a case decided and its claim does not know. */
    private static final String FROM_CASES = """
            select c.id, c.org_id, c.record_id, case k.status when 'REJECTED' then 'REJECTED' when 'CLOSED' then 'CLOSED'
                                                             else 'APPROVED' end as status
            from warranty_claim c join rma_case k on k.id = c.case_id
            where c.status in ('OPEN', 'APPROVED', 'AWAITING_APPROVAL')
              and (k.status = 'CLOSED' or k.status = 'REJECTED' or k.status = 'APPROVED' and c.status = 'OPEN')
            order by c.record_id limit ?""";

    /** What a claim decided and its case does not know. */
    private static final String TO_CASES = """
            update warranty_claim c set told_status = c.status
            where c.case_id is not null and c.status in ('APPROVED', 'REJECTED', 'WITHDRAWN')
              and c.told_status is distinct from c.status
            returning *""";

    private record Moved(UUID id, String orgId, UUID recordId, String status) {
    }

    private final Ledger ledger;
    private final WorkDispatcher handOver;
    private final DecisionService decisions;
    private final WarrantyService desk;
    private final ClaimStore store;
    private final CaseFactRecorder cases;
    private final JdbcTemplate jdbc;
    private final Clock clock;

    ClaimCases(Ledger ledger, WorkDispatcher handOver, DecisionService decisions, WarrantyService desk, ClaimStore store,
               CaseFactRecorder cases, JdbcTemplate jdbc, Clock clock) {
        this.ledger = ledger;
        this.handOver = handOver;
        this.decisions = decisions;
        this.desk = desk;
        this.store = store;
        this.cases = cases;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Asks for the cases of claims that go on. */
    int ask() {
        List<UUID> asked = jdbc.query(UNASKED, (row, n) -> {
            Claim claim = Claim.of(row, n);
            ObjectNode body = DeskJson.object().put("event", "warranty.claim");
            body.set("claim", DeskJson.object(claim));
            body.set("warranty", DeskJson.tree(row.getString("warranty")));
            return accept(claim, body);
        }, AT_ONCE);
        return asked.size();
    }

    private UUID accept(Claim claim, ObjectNode body) {
        UUID id = UuidCreator.getTimeOrderedEpochPlus1();
        List<BusinessKey> keys = List.of(new BusinessKey("claim", claim.id().toString()),
                new BusinessKey("serial", body.at("/warranty/serial").asText()));
        Acceptance accepted = ledger.accept(new Inbound(id, claim.orgId(), SOURCE, clock.instant(), claim.id(),
                "application/json", "{}", body.toString().getBytes(StandardCharsets.UTF_8), "warranty desk", keys));
        if (!accepted.duplicate()) {
            handOver.message(id, SOURCE);
        }
        UUID message = accepted.duplicate() ? accepted.duplicateOf() : id;
        jdbc.update(ASKED, message, claim.id());
        return message;
    }

    /** Brings claims and cases into step; returns how much was told. */
    int align() {
        Instant now = clock.instant();
        UUID cause = UuidCreator.getTimeOrderedEpochPlus1();
        return decisions.transact(effects -> {
            int linked = jdbc.queryForList(LINK, UUID.class).size();
            List<LockedWarranty> worked = fromCases(new ChangeContext("csp", cause, now));
            effects.emit(desk.finish(worked));
            List<Claim> told = jdbc.query(TO_CASES, Claim::of);
            if (!told.isEmpty()) {
                effects.emit(cases.record(told.stream().map(claim -> fact(claim, cause, now)).toList(), now));
            }
            return linked + worked.size() + told.size();
        });
    }

    private List<LockedWarranty> fromCases(ChangeContext by) {
        List<LockedWarranty> all = new ArrayList<>();
        List<Moved> moves = jdbc.query(FROM_CASES, (row, n) -> new Moved(row.getObject("id", UUID.class),
                row.getString("org_id"), row.getObject("record_id", UUID.class), row.getString("status")), AT_ONCE);
        for (Moved moved : moves) {
            // Two claims of one warranty are two changes of one record: the second waits for the next round.
            if (all.stream().anyMatch(worked -> worked.id().equals(moved.recordId()))) {
                continue;
            }
            LockedWarranty worked = desk.lock(moved.orgId(), moved.recordId(), by);
            store.follow(moved.id(), moved.status(), by.actor(), by.now())
                    .ifPresent(claim -> ClaimIntake.decided(worked, claim));
            all.add(worked);
        }
        return all;
    }

    private static CaseFact fact(Claim claim, UUID cause, Instant now) {
        return new CaseFact(claim.orgId(), claim.cspCaseId(), "warranty.claim-decided", claim.status(),
                ClaimIntake.about(claim), claim.decidedById() == null ? "warranty desk" : claim.decidedById(), cause, now);
    }
}
