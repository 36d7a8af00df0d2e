package io.rmahub.rma;

import io.rmahub.engine.delivery.DomainEvent;
import io.rmahub.rma.LockedCase.Change;
import io.rmahub.rma.model.RmaCase;
import io.rmahub.warranty.ClaimFollower;
import io.rmahub.warranty.ClaimFollower.CaseState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/**
 * Lets warranty claims follow the cases that they led to, in the transaction that decides about the case. What a claim
 * decides moves no case, so nothing comes back to where it came from.
 */
@Component
final class FollowingClaims {

    /** How a claim's message names itself; its id follows. */
    private static final String CLAIM_REF = "warranty:claim:";
    private static final Set<String> DECIDING = Set.of("APPROVED", "REJECTED", "CLOSED");

    private final ObjectProvider<ClaimFollower> followers;

    /** Warranties tell cases facts, so they are looked up when they are needed. */
    FollowingClaims(ObjectProvider<ClaimFollower> followers) {
        this.followers = followers;
    }

    /** Cases that were opened just now; they must be in the database. */
    List<DomainEvent> opened(List<RmaCase> cases, Instant now) {
        List<CaseState> states = new ArrayList<>();
        for (RmaCase opened : cases) {
            claim(opened.externalRef()).ifPresent(claimId -> states.add(new CaseState(opened.orgId(), opened.id(),
                    opened.number(), claimId, opened.status().name())));
        }
        return follow(states, now);
    }

    /** Cases that were changed and written; those count that came to a state which decides about their claim. */
    List<DomainEvent> follow(List<LockedCase> cases) {
        List<CaseState> states = new ArrayList<>();
        for (LockedCase lockedCase : cases) {
            CaseRow row = lockedCase.row;
            claim(row.externalRef).ifPresent(claimId -> decision(lockedCase).ifPresent(status ->
                    states.add(new CaseState(row.orgId, row.id, row.number, claimId, status))));
        }
        return states.isEmpty() ? List.of() : follow(states, cases.get(0).now);
    }

    /** The last of the deciding states that the case came to; it may have gone on from there at once. */
    private static Optional<String> decision(LockedCase lockedCase) {
        return lockedCase.changes().stream().filter(change -> change.what().equals("status")).map(Change::to)
                .filter(DECIDING::contains).reduce((first, last) -> last);
    }

    private List<DomainEvent> follow(List<CaseState> states, Instant now) {
        ClaimFollower follower = states.isEmpty() ? null : followers.getIfAvailable();
        return follower == null ? List.of() : follower.follow(states, now);
    }

    /** The claim that the case was opened for; a claim that a person entered at a case has its own case. */
    private static Optional<UUID> claim(String externalRef) {
        return externalRef != null && externalRef.startsWith(CLAIM_REF)
                ? Optional.ofNullable(CaseReadModel.uuid(externalRef.substring(CLAIM_REF.length())))
                : Optional.empty();
    }
}
