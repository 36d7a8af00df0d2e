package io.rmahub.rma;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.f4b6a3.uuid.UuidCreator;
import io.rmahub.engine.delivery.DomainEvent;
import io.rmahub.rma.CaseStore.Opening;
import io.rmahub.rma.CaseStore.Ref;
import io.rmahub.rma.model.CaseOpening;
import io.rmahub.rma.model.RmaCase;
import io.rmahub.rma.model.RmaRequested;
import io.rmahub.rma.model.routing.Priority;
import io.rmahub.rma.model.routing.ReasonCode;
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
    private static final int LINE = 200;
    private static final int TEXT = 4_000;

    /** What was asked for, and what the opening rules do not know. */
    record Wish(RmaRequested request, String orderRef, String orderLine, List<String> tags, String firmware,
                String installerEmail) {
    }

    record Created(String number, List<DomainEvent> events) {
    }

    private final CaseStore store;
    private final CaseNumbers numbers;
    private final CaseOpening opening;
    private final ProductCatalogue catalogue;
    private final CaseService desk;
    private final AssetQuestions questions;

    CaseCreation(CaseStore store, CaseNumbers numbers, CaseOpening opening, ProductCatalogue catalogue,
                 CaseService desk, AssetQuestions questions) {
        this.store = store;
        this.numbers = numbers;
        this.opening = opening;
        this.catalogue = catalogue;
        this.desk = desk;
        this.questions = questions;
    }

    /** @throws CaseRefusedException 422 with every field that is wrong */
    Wish read(CaseInput input, Instant now) {
        String externalRef = input.text("externalRef", LINE);
        String ref = externalRef == null ? "api:" + UuidCreator.getTimeOrderedEpochPlus1() : externalRef;
        String ticketId = input.text("ticketId", LINE);
        String fault = input.required("faultDescription", TEXT);
        ReasonCode reason = input.read("reasonCode", ReasonCode::of, "one of " + List.of(ReasonCode.values()));
        Priority priority = input.read("priority", Priority::of, "one of " + List.of(Priority.values()));
        Boolean visit = input.flag("visitRequested");
        String caseType = input.text("caseType", LINE);
        var ticket = new RmaRequested.Ticket(ticketId == null ? NO_TICKET : "tickets",
                ticketId == null ? ref : ticketId, null, null, null, null, null, null, null, null);
        RmaRequested request = new RmaRequested(ref, ticket, input.text("serialNumber", LINE),
                input.text("productSku", LINE), input.text("customerId", LINE), input.text("customerEmail", LINE),
                input.text("siteId", LINE), input.text("assetId", LINE), country(input), language(input),
                caseType == null ? "warranty" : caseType, reason == null ? ReasonCode.OTHER : reason,
                priority == null ? Priority.NORMAL : priority, fault, input.texts("faultCodes", 50, LINE),
                input.text("reportedBy", LINE), now.atOffset(ZoneOffset.UTC), Boolean.TRUE.equals(visit),
                input.day("purchasedOn"), input.day("installedOn"), input.day("producedOn"));
        Wish wish = new Wish(request, input.text("orderRef", LINE), input.text("orderLine", LINE),
                input.texts("tags", 30, 50), input.text("firmware", LINE),
                input.text("installerEmail", LINE));
        input.check();
        return wish;
    }

    /** Opens it. @throws CaseRefusedException 409 if the report has a case already */
    Created open(CaseCaller caller, Wish wish, Instant now) {
        RmaRequested request = wish.request();
        Ref ref = new Ref(caller.orgId(), request.externalRef());
        String existing = store.numbers(List.of(ref)).get(ref);
        if (existing != null) {
            throw CaseRefusedException.conflict(request.externalRef() + " already has case " + existing);
        }
        var identity = new CaseOpening.Identity(caller.orgId(), UuidCreator.getTimeOrderedEpochPlus1(),
                UuidCreator.getTimeOrderedEpochPlus1(),
                numbers.next(caller.orgId(), Year.from(now.atOffset(ZoneOffset.UTC))));
        UUID cause = UuidCreator.getTimeOrderedEpochPlus1();
        Opening opened = new Opening(cause,
                opening.open(request, identity, catalogue.recall(request.productSku()), now));
        store.insert(List.of(opened));
        complete(caller, opened.rmaCase(), wish, cause, now);
        ObjectNode event = CaseMessages.caseOpened(UuidCreator.getTimeOrderedEpochPlus1(), opened.opened());
        if (request.ticket().system().equals(NO_TICKET)) {
            // The opening rules want to know where a report comes from; nobody shall look for it as a ticket.
            ((ObjectNode) event.at("/data/ticket")).put("none", true);
            ((ObjectNode) event.at("/data/case")).remove("ticketId");
        }
        if (request.customerEmail() == null) {
            ((ObjectNode) event.at("/data/ticket")).put("anonymous", true);
        }
        List<DomainEvent> events = new ArrayList<>();
        events.add(DomainEvent.of(event, "rma", caller.orgId(), identity.caseId(), cause, now));
        events.addAll(questions.about(caller.orgId(), identity.caseId(), identity.number(), request.serialNumber(),
                cause, now));
        return new Created(identity.number(), events);
    }

    private void complete(CaseCaller caller, RmaCase opened, Wish wish, UUID cause,
                          Instant now) {
        LockedCase worked = desk.lock(List.of(opened.id()), now).get(opened.id());
        worked.row.orderRef = wish.orderRef();
        worked.row.orderLine = wish.orderLine();
        worked.row.ticketId = wish.request().ticket().system().equals(NO_TICKET) ? null : worked.row.ticketId;
        worked.row.tags = wish.tags();
        worked.row.firmware = wish.firmware();
        worked.row.installerEmail = wish.installerEmail() == null ? worked.row.installerEmail : wish.installerEmail();
        worked.note("reported", null, opened.externalRef(), null, new ChangeContext(caller.actor(), cause, now));
        worked.row.version = 0;
        desk.finish(List.of(worked));
    }

    private static String country(CaseInput input) {
        String form = "a country, ISO 3166-1 alpha-2, for example DE";
        return input.read("siteCountry", text -> {
            if (!text.matches("[A-Z]{2}")) {
                throw new IllegalArgumentException(form);
            }
            return text;
        }, form);
    }

    private static String language(CaseInput input) {
        String form = "one of en, de, pl";
        return input.read("language", text -> {
            if (!List.of("en", "de", "pl").contains(text)) {
                throw new IllegalArgumentException(form);
            }
            return text;
        }, form);
    }
}
