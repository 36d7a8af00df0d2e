package io.rmahub.warranty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.rmahub.casefact.CaseFact;
import io.rmahub.casefact.CaseFactRecorder;
import io.rmahub.engine.delivery.DomainEvent;
import io.rmahub.engine.jdbc.ClusterLock;
import io.rmahub.warranty.ClaimFollower.CaseState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.support.StaticListableBeanFactory;

/** Claims ask for their cases, learn them, and take over what they come to. */
class ClaimsOfCasesTest {

    private final UUID caseId = UUID.randomUUID();
    private final List<CaseFact> facts = new ArrayList<>();
    private WarrantyFixture hub;
    private ClaimsOfCases follower;

    @BeforeEach
    void start() {
        hub = new WarrantyFixture();
        hub.batteries(1, "2024-11-20");
        StaticListableBeanFactory beans = new StaticListableBeanFactory();
        beans.addBean("cases", (CaseFactRecorder) (more, now) -> {
            facts.addAll(more);
            return List.of();
        });
        follower = new ClaimsOfCases(hub.claims, hub.warranties, beans.getBeanProvider(CaseFactRecorder.class));
    }

    @AfterEach
    void stop() {
        hub.close();
    }

    private UUID claim(String status, boolean wantsCase) {
        UUID id = UUID.randomUUID();
        hub.database.jdbc.update("""
                insert into warranty_claim (id, org_id, record_id, kind, status, fault, reported_on, reported_by,
                    outcome, reason, decision_id, wants_case, created_at, version)
                select ?, org_id, id, 'REPAIR', ?, 'defect', '2026-03-01', 'anna', 'ELIGIBLE', 'covered', ?, ?, now(), 1
                from warranty_record""", id, status, UUID.randomUUID(), wantsCase);
        return id;
    }

    private List<DomainEvent> follow(UUID claimId, String status) {
        return hub.database.transaction.execute(transaction -> follower.follow(
                List.of(new CaseState("demo", caseId, "RMA-2026-00001", claimId, status)), hub.clock.instant()));
    }

    private Claim now(UUID claimId) {
        return hub.claims.of(hub.database.jdbc.queryForObject("select id from warranty_record", UUID.class)).stream()
                .filter(claim -> claim.id().equals(claimId)).findFirst().orElseThrow();
    }

    @Test
    void anOpenedCaseIsEnteredWithItsClaimAndLearnsTheDecisionOnce() {
        UUID id = claim("APPROVED", true);
        assertThat(follow(id, "REPORTED")).isEmpty();
        assertThat(now(id).cspCaseId()).isEqualTo(caseId);
        assertThat(now(id).caseNumber()).isEqualTo("RMA-2026-00001");
        assertThat(facts).extracting(CaseFact::kind, CaseFact::toValue, CaseFact::caseId)
                .containsExactly(tuple("warranty.claim-decided", "APPROVED", caseId));

        follow(id, "DIAGNOSING");
        assertThat(facts).hasSize(1);
        assertThat(hub.count("warranty_event")).as("nothing was decided").isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "OPEN, APPROVED, APPROVED",
        "OPEN, REJECTED, REJECTED",
        "OPEN, DIAGNOSING, OPEN",
        "APPROVED, APPROVED, APPROVED",
        "APPROVED, REJECTED, REJECTED",
        "APPROVED, CLOSED, CLOSED",
        "REJECTED, CLOSED, REJECTED"})
    void aClaimTakesOverWhatItsCaseComesTo(String before, String caseStatus, String after) {
        UUID id = claim(before, true);
        follow(id, "REPORTED");
        facts.clear();
        List<DomainEvent> events = follow(id, caseStatus);

        assertThat(now(id).status()).isEqualTo(after);
        assertThat(now(id).decidedById()).isEqualTo(before.equals("OPEN") && !after.equals("OPEN") ? "csp" : null);
        assertThat(events).hasSize(before.equals(after) ? 0 : 1);
        assertThat(facts).as("told back").isEmpty();
    }

    @Test
    void anotherOrganisationsOrAnotherCaseLeavesAClaimAlone() {
        UUID id = claim("OPEN", true);
        follow(id, "REPORTED");
        hub.database.transaction.execute(transaction -> follower.follow(List.of(
                new CaseState("demo", UUID.randomUUID(), "RMA-2026-00002", id, "REJECTED"),
                new CaseState("other", caseId, "RMA-2026-00001", id, "REJECTED"),
                new CaseState("demo", caseId, "RMA-2026-00001", null, "REJECTED")), hub.clock.instant()));
        assertThat(now(id).status()).isEqualTo("OPEN");

        UUID wantsNone = claim("AWAITING_APPROVAL", false);
        follow(wantsNone, "REPORTED");
        assertThat(now(wantsNone).cspCaseId()).isNull();
    }

    @Test
    void twoClaimsOfOneWarrantyFollowTogether() {
        UUID first = claim("OPEN", true);
        UUID second = claim("OPEN", true);
        List<DomainEvent> events = hub.database.transaction.execute(transaction -> follower.follow(List.of(
                new CaseState("demo", caseId, "RMA-2026-00001", first, "REJECTED"),
                new CaseState("demo", UUID.randomUUID(), "RMA-2026-00002", second, "APPROVED")), hub.clock.instant()));
        assertThat(events).hasSize(2);
        assertThat(List.of(now(first).status(), now(second).status())).containsExactly("REJECTED", "APPROVED");
    }

    @Test
    void claimsThatWereLeftBehindAskForTheirCasesOnce() {
        // The ledger has partitions for the present only.
        hub.clock.set(Instant.now().toString());
        UUID wants = claim("APPROVED", true);
        claim("AWAITING_APPROVAL", false);
        OldCaseRequests atStart = new OldCaseRequests(new ClusterLock(hub.database.jdbc), hub.decisions,
                hub.caseRequests, hub.clock);
        atStart.enter();
        atStart.enter();

        assertThat(hub.count("message where source = 'warranty'")).isOne();
        assertThat(hub.database.jdbc.queryForObject("select id from message", UUID.class))
                .isEqualTo(now(wants).messageId());
        assertThat(hub.count("message_key where kind = 'claim' and value = '" + wants + "'")).isOne();
    }
}
