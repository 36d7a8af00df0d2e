package io.rmahub.warranty;

import io.rmahub.engine.jdbc.UnnestBatch;
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
            insert into warranty_claim (id, org_id, record_id, kind, status, fault, description, reported_on, reported_by,
                                        outcome, reason, parts_paid, labour_paid, amount, currency, decided_by, decided_at,
                                        decision_id, approval_id, wants_case, created_at, version)
            select *, 1 from unnest(?::uuid[], ?::text[], ?::uuid[], ?::text[], ?::text[], ?::text[], ?::text[], ?::date[],
                                 ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::numeric[], ?::text[], ?::text[],
                                 ?::timestamptz[], ?::uuid[], ?::uuid[], ?::boolean[], ?::timestamptz[])""";

    private static final String DECIDE = """
            update warranty_claim set status = ?, decided_by = ?, decided_at = ?::timestamptz, wants_case = wants_case or ?,
                   version = version + 1
            where id = ? and status not in ('CLOSED', 'REJECTED', 'WITHDRAWN') returning *""";

    private static final String FOLLOW = """
            update warranty_claim set status = ?, told_status = ?, version = version + 1,
                   decided_by = case when status = 'OPEN' then ? else decided_by end,
                   decided_at = case when status = 'OPEN' then ?::timestamptz else decided_at end
            where id = ? returning *""";

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

    /** The claim takes over what its case came to; the case need not be told. */
    Optional<Claim> follow(UUID id, String status, String by, Instant now) {
        return jdbc.query(FOLLOW, Claim::of, status, status, by, now.toString(), id).stream().findFirst();
    }

    /** The id of the proposal for this fault, which the claim takes over; empty if nothing was proposed. */
    Optional<UUID> takeProposal(UUID recordId, String fault) {
        return jdbc.queryForList(TAKE_PROPOSAL, UUID.class, recordId, fault).stream().findFirst();
    }

    List<Claim> of(UUID recordId) {
        return jdbc.query("select * from warranty_claim where record_id = ? order by id desc", Claim::of, recordId);
    }

    Optional<Claim> get(String orgId, UUID id) {
        return jdbc.query("select * from warranty_claim where org_id = ? and id = ?", Claim::of, orgId, id).stream()
                .findFirst();
    }
}
