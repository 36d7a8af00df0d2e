package io.rmahub.warranty;

import io.rmahub.engine.delivery.DomainEvent;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Brings the states of cases to the claims that they work on. Whoever calls it holds the cases. */
public interface ClaimFollower {

    /** The states of these cases have changed (or they were opened); their claims follow in this transaction. */
    List<DomainEvent> follow(List<CaseState> cases, Instant now);

    /**
     * A case as it is after the change.
     *
     * @param claimId the claim that it was opened for, or null if it was opened for none
     * @param status  as the lifecycle names it, for example {@code APPROVED}
     */
    record CaseState(String orgId, UUID caseId, String caseNumber, UUID claimId, String status) {
    }
}
