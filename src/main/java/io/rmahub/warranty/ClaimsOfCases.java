package io.rmahub.warranty;

import com.github.f4b6a3.uuid.UuidCreator;
import io.rmahub.casefact.CaseFactRecorder;
import io.rmahub.engine.delivery.DomainEvent;
import io.rmahub.warranty.WarrantyService.ChangeContext;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/**
 * Claims learn their cases and take over what these come to. Cases are locked before warranties: the caller holds the
 * cases, and the warranties are locked here.
 */
@Component
final class ClaimsOfCases implements ClaimFollower {

    private static final String ACTOR = "csp";
    /** What of a claim's status its case is told when it is opened; every later state comes from the case itself. */
    private static final Set<String> DECIDED = Set.of("APPROVED", "REJECTED", "WITHDRAWN");

    private final ClaimStore claims;
    private final WarrantyService warranties;
    private final ObjectProvider<CaseFactRecorder> cases;

    /** Cases call this class and are told by it, so they are looked up when they are needed. */
    ClaimsOfCases(ClaimStore claims, WarrantyService warranties, ObjectProvider<CaseFactRecorder> cases) {
        this.claims = claims;
        this.warranties = warranties;
        this.cases = cases;
    }

    @Override
    public List<DomainEvent> follow(List<CaseState> states, Instant now) {
        List<CaseState> ofClaims = states.stream().filter(state -> state.claimId() != null).toList();
        List<UUID> recordIds = claims.recordIds(ofClaims.stream().map(CaseState::claimId).toList());
        if (recordIds.isEmpty()) {
            return List.of();
        }
        UUID causeId = UuidCreator.getTimeOrderedEpochPlus1();
        Map<UUID, LockedWarranty> locked = warranties.lock(recordIds, new ChangeContext(ACTOR, causeId, now)).stream()
                .collect(Collectors.toMap(LockedWarranty::id, Function.identity(), (a, b) -> a, LinkedHashMap::new));
        List<Claim> linked = claims.link(ofClaims);
        List<Claim> moved = claims.follow(ofClaims, ACTOR, now);
        moved.forEach(claim -> ClaimEvents.decided(locked.get(claim.warrantyRecordId()), claim));
        List<DomainEvent> events = new ArrayList<>(tellCases(linked, moved, causeId, now));
        events.addAll(warranties.finish(moved.stream().map(Claim::warrantyRecordId).distinct().map(locked::get)
                .filter(Objects::nonNull).toList()));
        return events;
    }

    /** A case that was opened for a decided claim learns the decision; what a case decided it is not told. */
    private List<DomainEvent> tellCases(List<Claim> linked, List<Claim> moved, UUID causeId, Instant now) {
        Set<UUID> byTheirCases = moved.stream().map(Claim::id).collect(Collectors.toSet());
        List<Claim> decided = linked.stream()
                .filter(claim -> DECIDED.contains(claim.status()) && !byTheirCases.contains(claim.id())).toList();
        return decided.isEmpty() ? List.of() : cases.getObject()
                .record(decided.stream().map(claim -> ClaimEvents.caseFact(claim, causeId, now)).toList(), now);
    }
}
