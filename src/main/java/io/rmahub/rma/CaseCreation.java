package io.rmahub.rma;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.f4b6a3.uuid.UuidCreator;
import io.rmahub.engine.delivery.DomainEvent;
import io.rmahub.engine.web.Caller;
import io.rmahub.engine.web.RefusedException;
import io.rmahub.rma.CaseStore.Opening;
import io.rmahub.rma.CaseStore.Ref;
import io.rmahub.rma.api.NewCase;
import io.rmahub.rma.model.CaseOpening;
import io.rmahub.rma.model.RmaCase;
import io.rmahub.rma.model.RmaRequested;
import io.rmahub.unit.ProductCatalogue;
import java.time.Instant;
import java.time.Year;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Opens cases that are reported through the API, by the same rules as those from the helpdesk. */
@Component
final class CaseCreation {

    private static final String NO_TICKET = "api";

    record Created(String number, List<DomainEvent> events) {
    }

    private final CaseStore store;
    private final CaseNumbers numbers;
    private final CaseOpening opening;
    private final ProductCatalogue catalogue;
    private final CaseService cases;
    private final AssetRequests assetRequests;
    private final FollowingClaims claims;

    CaseCreation(CaseStore store, CaseNumbers numbers, CaseOpening opening, ProductCatalogue catalogue,
                 CaseService cases, AssetRequests assetRequests, FollowingClaims claims) {
        this.store = store;
        this.numbers = numbers;
        this.opening = opening;
        this.catalogue = catalogue;
        this.cases = cases;
        this.assetRequests = assetRequests;
        this.claims = claims;
    }

    /**
     * Opens it in the transaction that is open.
     *
     * @throws RefusedException 409 if the report has a case already
     */
    Created open(Caller caller, NewCase report, Instant now) {
        RmaRequested request = request(report, now);
        Ref ref = new Ref(caller.orgId(), request.externalRef());
        String existing = store.numbers(List.of(ref)).get(ref);
        if (existing != null) {
            throw RefusedException.conflict(request.externalRef() + " already has case " + existing);
        }
        var identity = new CaseOpening.Identity(caller.orgId(), UuidCreator.getTimeOrderedEpochPlus1(),
                UuidCreator.getTimeOrderedEpochPlus1(),
                numbers.next(caller.orgId(), Year.from(now.atOffset(ZoneOffset.UTC))));
        UUID cause = UuidCreator.getTimeOrderedEpochPlus1();
        Opening opened = new Opening(cause,
                opening.open(request, identity, catalogue.recall(request.productSku()), now));
        store.insert(List.of(opened));
        List<DomainEvent> events = new ArrayList<>();
        events.add(opened(opened, request, now));
        events.addAll(complete(caller, opened.rmaCase(), report, cause, now));
        events.addAll(assetRequests.about(caller.orgId(), identity.caseId(), identity.number(), request.serialNumber(),
                cause, now));
        events.addAll(claims.opened(List.of(opened.rmaCase()), now));
        return new Created(identity.number(), events);
    }

    private static RmaRequested request(NewCase report, Instant now) {
        String ref = report.externalRef() == null ? "api:" + UuidCreator.getTimeOrderedEpochPlus1()
                : report.externalRef();
        String ticketId = report.ticketId();
        var ticket = new RmaRequested.Ticket(ticketId == null ? NO_TICKET : "tickets",
                ticketId == null ? ref : ticketId, null, null, null, null, null, null, null, null);
        return new RmaRequested(ref, ticket, report.serialNumber(), report.productSku(), report.customerId(),
                report.customerEmail(), report.siteId(), report.assetId(), report.siteCountry(), report.language(),
                report.caseType(), report.reasonCode(), report.priority(), report.faultDescription(),
                report.faultCodes(), report.reportedBy(), now.atOffset(ZoneOffset.UTC), report.visitRequested(),
                report.purchasedOn(), report.installedOn(), report.producedOn());
    }

    private static DomainEvent opened(Opening opening, RmaRequested request, Instant now) {
        RmaCase opened = opening.rmaCase();
        ObjectNode event = CaseMessages.caseOpened(UuidCreator.getTimeOrderedEpochPlus1(), opening.opened());
        if (request.ticket().system().equals(NO_TICKET)) {
            // The opening rules want to know where a report comes from; nobody shall look for it as a ticket.
            ((ObjectNode) event.at("/data/ticket")).put("none", true);
            ((ObjectNode) event.at("/data/case")).remove("ticketId");
        }
        if (request.customerEmail() == null) {
            ((ObjectNode) event.at("/data/ticket")).put("anonymous", true);
        }
        return DomainEvent.of(event, "rma", opened.orgId(), opened.id(), opening.messageId(), now);
    }

    /** Writes what the opening rules do not know. */
    private List<DomainEvent> complete(Caller caller, RmaCase opened, NewCase report, UUID cause, Instant now) {
        LockedCase lockedCase = cases.lock(List.of(opened.id()), now).get(opened.id());
        CaseRow row = lockedCase.row;
        row.orderRef = report.orderRef();
        row.orderLine = report.orderLine();
        row.ticketId = report.ticketId();
        row.tags = report.tags();
        row.firmware = report.firmware();
        row.installerEmail = report.installerEmail() == null ? row.installerEmail : report.installerEmail();
        lockedCase.note("reported", null, opened.externalRef(), null, new ChangeContext(caller.actor(), cause, now));
        row.version = 0;
        return cases.finish(List.of(lockedCase));
    }
}
