package io.rmahub.casework;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.f4b6a3.uuid.UuidCreator;
import io.rmahub.casework.CaseStore.Opening;
import io.rmahub.casework.CaseStore.Ref;
import io.rmahub.casework.RegisteredWarranties.Unit;
import io.rmahub.decision.Fact;
import io.rmahub.decision.FactHandler;
import io.rmahub.decision.Reading;
import io.rmahub.decision.Ruling;
import io.rmahub.delivery.DomainEvent;
import io.rmahub.mapping.CanonicalMessages;
import io.rmahub.rma.CaseOpening;
import io.rmahub.rma.RmaCase;
import io.rmahub.rma.RmaRequested;
import io.rmahub.rma.WarrantyFlagRule;
import io.rmahub.warranty.WarrantyFact;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.Year;
import java.time.ZoneOffset;
import java.util.ArrayList;
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
    private final RegisteredWarranties warranties;
    private final AssetQuestions questions;

    CaseOpener(WarrantyFlags flags, ProductCatalogue catalogue, CaseStore store, CaseNumbers numbers,
               CaseOpening opening, RegisteredWarranties warranties, AssetQuestions questions) {
        this.flags = flags;
        this.catalogue = catalogue;
        this.store = store;
        this.numbers = numbers;
        this.opening = opening;
        this.warranties = warranties;
        this.questions = questions;
    }

    @Override
    public String type() {
        return "rma.requested.v1";
    }

    @Override
    public Reading read(String source, JsonNode canonical) {
        RmaRequested request = CanonicalMessages.rmaRequested(canonical);
        WarrantyFlagRule.Verdict verdict = flags.of(source).judge(request.ticket());
        return verdict.flagged()
                ? new Reading.Wanted(request, request.productSku())
                : new Reading.Unwanted("no warranty flag: " + verdict.reason());
    }

    @Override
    public List<Ruling> decide(Connection connection, List<Fact> facts, Instant now) throws SQLException {
        Map<Ref, String> numbersByRef = store.numbers(connection, facts.stream().map(CaseOpener::ref).toList());
        Map<Unit, List<WarrantyFact>> registered = warranties.facts(connection, facts.stream()
                .filter(fact -> request(fact).serialNumber() != null).map(CaseOpener::unit).distinct().toList());
        List<Opening> openings = new ArrayList<>();
        List<Ruling> rulings = new ArrayList<>();
        for (Fact fact : facts) {
            String number = numbersByRef.get(ref(fact));
            if (number == null) {
                Opening opened = opening(fact, registered.getOrDefault(unit(fact), List.of()), now);
                openings.add(opened);
                numbersByRef.put(ref(fact), opened.rmaCase().number());
                rulings.add(Ruling.processed("case opened", opened.rmaCase().number(), told(opened)));
            } else {
                rulings.add(Ruling.ignored(ref(fact).externalRef() + " already has case " + number, number));
            }
        }
        store.insert(connection, openings);
        return rulings;
    }

    private static Ref ref(Fact fact) {
        return new Ref(fact.orgId(), request(fact).externalRef());
    }

    private static Unit unit(Fact fact) {
        return new Unit(fact.orgId(), request(fact).serialNumber());
    }

    private static RmaRequested request(Fact fact) {
        return (RmaRequested) fact.subject();
    }

    private List<DomainEvent> told(Opening opening) {
        ObjectNode event = CanonicalMessages.caseOpened(UuidCreator.getTimeOrderedEpochPlus1(), opening.opened());
        RmaCase rmaCase = opening.rmaCase();
        List<DomainEvent> told = new ArrayList<>();
        told.add(DomainEvent.of(event, "rma", rmaCase.orgId(), rmaCase.id(), opening.messageId(), rmaCase.openedAt()));
        told.addAll(questions.about(rmaCase.orgId(), rmaCase.id(), rmaCase.number(), rmaCase.serialNumber(),
                opening.messageId(), rmaCase.openedAt()));
        return told;
    }

    private Opening opening(Fact fact, List<WarrantyFact> registered, Instant now) {
        RmaRequested request = request(fact);
        var identity = new CaseOpening.Identity(fact.orgId(), UuidCreator.getTimeOrderedEpochPlus1(),
                UuidCreator.getTimeOrderedEpochPlus1(),
                numbers.next(fact.orgId(), Year.from(now.atOffset(ZoneOffset.UTC))));
        return new Opening(fact.messageId(),
                opening.open(request, identity, catalogue.recall(request.productSku()), registered, now));
    }
}
