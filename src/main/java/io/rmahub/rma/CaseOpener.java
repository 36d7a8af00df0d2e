package io.rmahub.rma;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.f4b6a3.uuid.UuidCreator;
import io.rmahub.engine.delivery.DomainEvent;
import io.rmahub.engine.processing.CanonicalMessage;
import io.rmahub.engine.processing.FactDecision;
import io.rmahub.engine.processing.FactHandler;
import io.rmahub.engine.processing.Interpretation;
import io.rmahub.engine.processing.LookUp;
import io.rmahub.rma.CaseStore.Opening;
import io.rmahub.rma.CaseStore.Ref;
import io.rmahub.rma.model.CaseOpening;
import io.rmahub.rma.model.RmaCase;
import io.rmahub.rma.model.RmaRequested;
import io.rmahub.rma.model.WarrantyFlagRule;
import io.rmahub.unit.ProductCatalogue;
import io.rmahub.warranty.RegisteredUnits;
import io.rmahub.warranty.RegisteredUnits.Unit;
import io.rmahub.warranty.model.WarrantyFact;
import java.time.Instant;
import java.time.Year;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Opens a case for a reported unit, unless the report has one already. */
@Component
final class CaseOpener implements FactHandler {

    private final WarrantyFlags flags;
    private final ProductCatalogue catalogue;
    private final CaseStore store;
    private final CaseNumbers numbers;
    private final CaseOpening opening;
    private final RegisteredUnits warranties;
    private final AssetRequests assetRequests;
    private final FollowingClaims claims;

    CaseOpener(WarrantyFlags flags, ProductCatalogue catalogue, CaseStore store, CaseNumbers numbers,
               CaseOpening opening, RegisteredUnits warranties, AssetRequests assetRequests,
               FollowingClaims claims) {
        this.flags = flags;
        this.catalogue = catalogue;
        this.store = store;
        this.numbers = numbers;
        this.opening = opening;
        this.warranties = warranties;
        this.assetRequests = assetRequests;
        this.claims = claims;
    }

    @Override
    public String type() {
        return "rma.requested.v1";
    }

    @Override
    public Interpretation read(String source, JsonNode canonical) {
        RmaRequested request = CaseMessages.rmaRequested(canonical);
        WarrantyFlagRule.Verdict verdict = flags.of(source).judge(request.ticket());
        return verdict.flagged()
                ? new Interpretation.Relevant(request, lookUp(request.productSku()))
                : new Interpretation.Irrelevant("no warranty flag: " + verdict.reason());
    }

    private static LookUp lookUp(String sku) {
        return sku == null ? null : new LookUp(ProductCatalogue.LOOK_UP, sku);
    }

    @Override
    public List<FactDecision> decide(List<CanonicalMessage> facts, Instant now) {
        Map<Ref, String> numbersByRef = store.numbers(facts.stream().map(CaseOpener::ref).toList());
        Map<Unit, List<WarrantyFact>> registered = warranties.facts(facts.stream()
                .filter(fact -> request(fact).serialNumber() != null).map(CaseOpener::unit).distinct().toList());
        Map<CanonicalMessage, Opening> openings = new LinkedHashMap<>();
        for (CanonicalMessage fact : facts) {
            if (!numbersByRef.containsKey(ref(fact))) {
                Opening opened = opening(fact, registered.getOrDefault(unit(fact), List.of()), now);
                openings.put(fact, opened);
                numbersByRef.put(ref(fact), opened.rmaCase().number());
            }
        }
        store.insert(List.copyOf(openings.values()));
        List<DomainEvent> ofClaims = new ArrayList<>(
                claims.opened(openings.values().stream().map(Opening::rmaCase).toList(), now));
        return facts.stream().map(fact -> decision(fact, openings.get(fact), numbersByRef.get(ref(fact)), ofClaims))
                .toList();
    }

    /** @param ofClaims what follows from all openings together; the first one takes it along */
    private FactDecision decision(CanonicalMessage fact, Opening opening, String number, List<DomainEvent> ofClaims) {
        if (opening == null) {
            return FactDecision.ignored(ref(fact).externalRef() + " already has case " + number, number);
        }
        List<DomainEvent> events = new ArrayList<>(events(opening));
        events.addAll(ofClaims);
        ofClaims.clear();
        return FactDecision.processed("case opened", number, events);
    }

    private static Ref ref(CanonicalMessage fact) {
        return new Ref(fact.orgId(), request(fact).externalRef());
    }

    private static Unit unit(CanonicalMessage fact) {
        return new Unit(fact.orgId(), request(fact).serialNumber());
    }

    private static RmaRequested request(CanonicalMessage fact) {
        return (RmaRequested) fact.subject();
    }

    private List<DomainEvent> events(Opening opening) {
        ObjectNode event = CaseMessages.caseOpened(UuidCreator.getTimeOrderedEpochPlus1(), opening.opened());
        RmaCase rmaCase = opening.rmaCase();
        List<DomainEvent> events = new ArrayList<>();
        events.add(DomainEvent.of(event, "rma", rmaCase.orgId(), rmaCase.id(), opening.messageId(),
                rmaCase.openedAt()));
        events.addAll(assetRequests.about(rmaCase.orgId(), rmaCase.id(), rmaCase.number(), rmaCase.serialNumber(),
                opening.messageId(), rmaCase.openedAt()));
        return events;
    }

    private Opening opening(CanonicalMessage fact, List<WarrantyFact> registered, Instant now) {
        RmaRequested request = request(fact);
        var identity = new CaseOpening.Identity(fact.orgId(), UuidCreator.getTimeOrderedEpochPlus1(),
                UuidCreator.getTimeOrderedEpochPlus1(),
                numbers.next(fact.orgId(), Year.from(now.atOffset(ZoneOffset.UTC))));
        return new Opening(fact.messageId(),
                opening.open(request, identity, catalogue.recall(request.productSku()), registered, now));
    }
}
