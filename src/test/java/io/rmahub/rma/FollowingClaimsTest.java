package io.rmahub.rma;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.github.f4b6a3.uuid.UuidCreator;
import io.rmahub.casefact.CaseFact;
import io.rmahub.rma.model.CaseMove;
import io.rmahub.rma.model.Lifecycle;
import io.rmahub.rma.model.ResolutionType;
import io.rmahub.support.TestDatabase;
import io.rmahub.warranty.ClaimFollower.CaseState;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a claim is told of the case that it led to. */
class FollowingClaimsTest {

    private static final Instant NOW = Instant.parse("2026-03-02T09:00:00Z");
    private static final List<CaseState> FOLLOWED = new ArrayList<>();
    private static final CaseMoves MOVES = new CaseMoves(Lifecycle.load(Path.of("config/rules/lifecycle.yaml")));

    private static TestDatabase database;
    private static CaseService cases;

    @BeforeAll
    static void open() {
        database = new TestDatabase();
        cases = TestCases.caseService(database.jdbc, Map.of("follower", (states, now) -> {
            FOLLOWED.addAll(states);
            return List.of();
        }));
    }

    @AfterAll
    static void close() {
        database.close();
    }

    @BeforeEach
    void nothingFollowedYet() {
        FOLLOWED.clear();
    }

    @Test
    void aClaimFollowsTheDecisionsOfItsCase() {
        UUID claim = UUID.randomUUID();
        UUID id = newCase("warranty:claim:" + claim);
        move(id, CaseMove.DIAGNOSE);
        assertThat(FOLLOWED).isEmpty();
        database.jdbc.update("update rma_case set resolution_type = ? where id = ?",
                ResolutionType.REPLACE_UNIT.name(), id);
        move(id, CaseMove.APPROVE);
        assertThat(FOLLOWED).singleElement().satisfies(state -> {
            assertThat(state.claimId()).isEqualTo(claim);
            assertThat(state.caseId()).isEqualTo(id);
            assertThat(state.status()).isEqualTo("APPROVED");
        });
    }

    /** The parcel had arrived before: the case is approved and goes on in one step. */
    @Test
    void anApprovalThatIsPassedThroughCounts() {
        UUID id = newCase("warranty:claim:" + UUID.randomUUID());
        move(id, CaseMove.DIAGNOSE);
        database.jdbc.update("""
                update rma_case set resolution_type = 'REPLACE_UNIT', early = '{unit_received}' where id = ?""", id);
        move(id, CaseMove.APPROVE);
        assertThat(database.jdbc.queryForObject("select status from rma_case where id = ?", String.class, id))
                .isEqualTo("RECEIVED");
        assertThat(FOLLOWED).extracting(CaseState::status).containsExactly("APPROVED");
    }

    /** A claim that waits for its own case must not be taken by another one. */
    @Test
    void aClaimThatAPersonEnteredAtAnotherCaseDoesNotFollowIt() {
        UUID claim = UUID.randomUUID();
        UUID id = newCase("tickets:" + claim);
        database.jdbc.update("update rma_case set warranty_claim_id = ? where id = ?", claim.toString(), id);
        move(id, CaseMove.REJECT);
        assertThat(FOLLOWED).isEmpty();
    }

    @Test
    void nothingElseIsFollowed() {
        move(newCase("tickets:" + UUID.randomUUID()), CaseMove.REJECT);
        UUID id = newCase("warranty:claim:" + UUID.randomUUID());
        database.transaction.executeWithoutResult(status -> TestCases.facts(database.jdbc, cases).record(List.of(
                new CaseFact("o", id, "warranty.claim-decided", "APPROVED", JsonNodeFactory.instance.objectNode()
                        .put("outcome", "OUT_OF_WARRANTY"), "rules", UUID.randomUUID(), NOW)), NOW));
        assertThat(FOLLOWED).isEmpty();
    }

    private static void move(UUID id, CaseMove move) {
        database.transaction.executeWithoutResult(status -> {
            LockedCase lockedCase = cases.lock(List.of(id), NOW).get(id);
            MOVES.make(lockedCase, move, null, new ChangeContext("test", UuidCreator.getTimeOrderedEpochPlus1(), NOW));
            cases.finish(List.of(lockedCase));
        });
    }

    private static UUID newCase(String externalRef) {
        UUID id = UuidCreator.getTimeOrderedEpochPlus1();
        database.jdbc.update("""
                insert into rma_case (id, org_id, number, external_ref, status, priority, case_type, reason_code,
                                      fault_description, team, visit_needed, opened_at, due_at, warranty_outcome,
                                      decision_id, message_id)
                values (?, 'o', 'RMA-2026-' || lpad((select count(*) from rma_case)::text, 5, '0'), ?, 'REPORTED',
                        'normal', 'warranty', 'defect', 'It hums', 'support', false, '2026-03-02T08:00:00Z',
                        '2026-03-05T08:00:00Z', 'UNKNOWN', ?, ?)""", id, externalRef, id, id);
        return id;
    }
}
