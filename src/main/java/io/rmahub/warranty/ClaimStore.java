package io.rmahub.warranty;

import io.rmahub.engine.jdbc.SqlArray;
import io.rmahub.engine.jdbc.UnnestBatch;
import io.rmahub.warranty.ClaimFollower.CaseState;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Reads and writes claims inside somebody else's transaction. */
@Component
final class ClaimStore {

    private static final String ADD = """
            insert into warranty_claim (id, org_id, record_id, kind, status, fault, description, reported_on,
                                        reported_by, outcome, reason, parts_paid, labour_paid, amount, currency,
                                        decided_by, decided_at, decision_id, approval_id, wants_case, created_at,
                                        version)
            select *, 1 from unnest(?::uuid[], ?::text[], ?::uuid[], ?::text[], ?::text[], ?::text[], ?::text[],
                                 ?::date[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::numeric[],
                                 ?::text[], ?::text[],
                                 ?::timestamptz[], ?::uuid[], ?::uuid[], ?::boolean[], ?::timestamptz[])""";

    private static final String DECIDE = """
            update warranty_claim set status = ?, decided_by = ?, decided_at = ?::timestamptz,
                   wants_case = wants_case or ?, version = version + 1
            where id = ? and status not in ('CLOSED', 'REJECTED', 'WITHDRAWN') returning *""";

    private static final String LINK = """
            update warranty_claim c set case_id = k.case_id, case_number = k.number, version = c.version + 1
            from unnest(?::uuid[], ?::text[], ?::uuid[], ?::text[]) as k(claim_id, org_id, case_id, number)
            where c.id = k.claim_id and c.org_id = k.org_id and c.wants_case and c.case_id is null
            returning c.*""";

    /** A case that is rejected or closed ends its claim; one that is approved decides what was left to a person. */
    private static final String FOLLOW = """
            update warranty_claim c set status = k.status, version = c.version + 1,
                   decided_by = case when c.status = 'OPEN' then ? else c.decided_by end,
                   decided_at = case when c.status = 'OPEN' then ?::timestamptz else c.decided_at end
            from unnest(?::uuid[], ?::text[], ?::uuid[], ?::text[]) as k(claim_id, org_id, case_id, status)
            where c.id = k.claim_id and c.org_id = k.org_id and c.case_id = k.case_id
              and c.status in ('OPEN', 'APPROVED', 'AWAITING_APPROVAL')
              and (k.status in ('CLOSED', 'REJECTED') or k.status = 'APPROVED' and c.status = 'OPEN')
            returning c.*""";

    private static final String RECORD_IDS = "select distinct record_id from warranty_claim where id = any (?)";

    private static final String LOCK_CASE = """
            select k.id from warranty_claim c join rma_case k on k.id = c.case_id where c.id = ? for update of k""";

    private static final String TAKE_PROPOSAL = """
            delete from warranty_claim where record_id = ? and fault = ? and status = 'PROPOSED' returning id""";

    private final JdbcTemplate jdbc;

    ClaimStore(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    void add(List<Claim> claims) {
        UnnestBatch.of(claims).add("uuid", Claim::id).add("text", Claim::orgId).add("uuid", Claim::warrantyRecordId)
                .add("text", Claim::kind).add("text", Claim::status).add("text", Claim::fault)
                .add("text", Claim::description).add("date", Claim::reportedOn).add("text", Claim::reportedBy)
                .add("text", Claim::outcome).add("text", Claim::reason).add("text", Claim::partsPaid)
                .add("text", Claim::labourPaid).add("numeric", Claim::amount).add("text", Claim::currency)
                .add("text", Claim::decidedById).add("timestamptz", Claim::decidedAt).add("uuid", Claim::decisionId)
                .add("uuid", Claim::approvalId).add("boolean", Claim::wantsCase).add("timestamptz", Claim::createdAt)
                .update(jdbc, ADD);
    }

    /** Empty if it was decided for good before. */
    Optional<Claim> decide(UUID id, String status, String by, boolean wantsCase, Instant now) {
        return jdbc.query(DECIDE, Claim::of, status, by, now.toString(), wantsCase, id).stream().findFirst();
    }

    /** Cases that were opened for claims are entered with them; returns the claims that had none before. */
    List<Claim> link(List<CaseState> cases) {
        return of(cases).add("text", CaseState::caseNumber).query(jdbc, LINK, Claim::of);
    }

    /** Claims take over what their cases came to; returns those that changed. */
    List<Claim> follow(List<CaseState> cases, String by, Instant now) {
        return of(cases).add("text", CaseState::status).query(jdbc, FOLLOW, Claim::of, by, now);
    }

    private static UnnestBatch<CaseState> of(List<CaseState> cases) {
        return UnnestBatch.of(cases).add("uuid", CaseState::claimId).add("text", CaseState::orgId)
                .add("uuid", CaseState::caseId);
    }

    /** The warranties that these claims are made on. */
    List<UUID> recordIds(List<UUID> claimIds) {
        return claimIds.isEmpty() ? List.of()
                : jdbc.queryForList(RECORD_IDS, UUID.class, SqlArray.of("uuid", claimIds));
    }

    /**
     * Locks the case that works on this claim, if it has one. Whoever may change both locks the case first and then
     * the warranty, so that no two can wait for each other.
     */
    void lockCase(UUID claimId) {
        jdbc.queryForList(LOCK_CASE, UUID.class, claimId);
    }

    /** The id of the proposal for this fault, which the claim takes over; empty if nothing was proposed. */
    Optional<UUID> takeProposal(UUID recordId, String fault) {
        return jdbc.queryForList(TAKE_PROPOSAL, UUID.class, recordId, fault).stream().findFirst();
    }

    List<Claim> of(UUID recordId) {
        return jdbc.query("select * from warranty_claim where record_id = ? order by id desc", Claim::of, recordId);
    }
}
