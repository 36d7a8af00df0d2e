package io.rmahub.rma.model;

import io.rmahub.rma.model.routing.DueTime;
import io.rmahub.rma.model.routing.RoutingRules;
import io.rmahub.rma.model.routing.ServiceLevels;
import io.rmahub.rma.model.routing.TeamAssignment;
import io.rmahub.rma.model.routing.VisitDecision;
import io.rmahub.unit.model.ProductLookup;
import io.rmahub.unit.model.ProductLookup.Known;
import io.rmahub.unit.model.ProductLookup.NotAsked;
import io.rmahub.unit.model.ProductLookup.Unknown;
import io.rmahub.warranty.model.CoverageDecision;
import io.rmahub.warranty.model.CoverageQuestion;
import io.rmahub.warranty.model.Part;
import io.rmahub.warranty.model.UnitFacts;
import io.rmahub.warranty.model.WarrantyFact;
import io.rmahub.warranty.model.WarrantyFact.UnitDescribed;
import io.rmahub.warranty.model.WarrantyPolicies;
import io.rmahub.warranty.model.WarrantyRules;
import io.rmahub.warranty.model.WarrantyState;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/**
 * Opens a case from a report. Pure: the same report, ids, product, time and rules give the same case.
 */
public final class CaseOpening {

    /** Who acts when no person does. */
    public static final String ACTOR = "rma-hub";

    private final WarrantyPolicies policies;
    private final RoutingRules routing;
    private final ServiceLevels serviceLevels;

    public CaseOpening(WarrantyPolicies policies, RoutingRules routing, ServiceLevels serviceLevels) {
        this.policies = policies;
        this.routing = routing;
        this.serviceLevels = serviceLevels;
    }

    /**
     * What a case is known by from its first moment.
     *
     * @param number {@code RMA-YYYY-NNNNN}
     */
    public record Identity(String orgId, UUID caseId, UUID decisionId, String number) {
    }

    /** As {@link #open(RmaRequested, Identity, ProductLookup, List, Instant)} for a unit that is not registered. */
    public CaseOpened open(RmaRequested request, Identity identity, ProductLookup product, Instant now) {
        return open(request, identity, product, List.of(), now);
    }

    /**
     * Opens the case now. An unknown product or an undecidable warranty is noted, never an error.
     *
     * @param registered what is known of the unit's registered warranty; it counts before what the report says
     */
    public CaseOpened open(RmaRequested request, Identity identity, ProductLookup product,
                           List<WarrantyFact> registered, Instant now) {
        CoverageDecision warranty = warranty(question(request, product, now), registered);
        TeamAssignment team = routing.assign(request.reasonCode());
        VisitDecision visit = routing.visit(request.visitRequested(), request.reasonCode());
        DueTime due = serviceLevels.due(request.priority(), now);
        List<CaseWarning> warnings = warnings(request, product);
        RmaCase rmaCase = rmaCase(request, identity, team, visit, due, now);
        return new CaseOpened(rmaCase, request.ticket(), product, identity.decisionId(), warranty, team, due,
                visit, warnings, events(rmaCase, identity, warranty, team, warnings));
    }

    /** What the report says fills what the registration leaves open. */
    private CoverageDecision warranty(CoverageQuestion question, List<WarrantyFact> registered) {
        if (registered.isEmpty()) {
            return policies.decide(question);
        }
        List<WarrantyFact> facts = new ArrayList<>(registered);
        facts.add(new UnitDescribed(Instant.EPOCH, "report", new UnitFacts(null, question.family(), null, null,
                question.country(), null, question.producedOn(), question.purchasedOn(), null,
                question.installedOn(), null)));
        return new WarrantyRules(policies).coverage(WarrantyState.of(facts), question.asOf(), Part.PARTS);
    }

    private static CoverageQuestion question(RmaRequested request, ProductLookup product, Instant now) {
        // The day of the report counts, as its place of reporting wrote it: a fault reported on the last
        // covered day is covered, however late the message gets here.
        LocalDate asOf = request.reportedAt() != null
                ? request.reportedAt().toLocalDate()
                : now.atOffset(ZoneOffset.UTC).toLocalDate();
        String family = product instanceof Known known ? known.family() : null;
        return new CoverageQuestion(family, request.siteCountry(), request.purchasedOn(),
                request.installedOn(), request.producedOn(), asOf);
    }

    private static List<CaseWarning> warnings(RmaRequested request, ProductLookup product) {
        List<CaseWarning> warnings = new ArrayList<>();
        if (product instanceof Unknown unknown) {
            warnings.add(new CaseWarning("unknown-sku", "The catalogue has no SKU " + unknown.sku()));
        }
        if (product instanceof NotAsked && request.productSku() != null) {
            warnings.add(new CaseWarning("unchecked-sku",
                    "The catalogue gave no answer for SKU " + request.productSku()));
        }
        if (request.serialNumber() == null) {
            warnings.add(new CaseWarning("no-serial-number", "The report names no serial number"));
        }
        return List.copyOf(warnings);
    }

    private static RmaCase rmaCase(RmaRequested request, Identity identity, TeamAssignment team,
                                   VisitDecision visit, DueTime due, Instant now) {
        return new RmaCase(identity.caseId(), identity.orgId(), identity.number(), request.externalRef(),
                request.customerId(), request.customerEmail(), request.siteId(), request.assetId(),
                request.siteCountry(), request.language(), request.ticket().id(), null,
                CaseStatus.REPORTED, null, request.priority(), request.caseType(), request.reasonCode(),
                request.faultDescription(), request.faultCodes(), request.reportedBy(),
                request.serialNumber(), request.productSku(), team.team(), visit.needed(),
                now, due.dueAt(), null);
    }

    private static List<RmaEvent> events(RmaCase rmaCase, Identity identity, CoverageDecision warranty,
                                         TeamAssignment team, List<CaseWarning> warnings) {
        List<RmaEvent> events = new ArrayList<>();
        events.add(event(rmaCase, RmaEvent.Kind.STATUS_CHANGED, rmaCase.status().name(),
                Map.of("externalRef", rmaCase.externalRef())));
        Map<String, String> decision = new TreeMap<>();
        decision.put("decisionId", identity.decisionId().toString());
        decision.put("reason", warranty.reason());
        decision.put("ruleSetVersion", warranty.ruleSetVersion());
        events.add(event(rmaCase, RmaEvent.Kind.WARRANTY_DECIDED, warranty.outcome().name(), decision));
        events.add(event(rmaCase, RmaEvent.Kind.TEAM_ASSIGNED, team.team(), Map.of("reason", team.reason())));
        warnings.forEach(warning -> events.add(
                event(rmaCase, RmaEvent.Kind.NOTE, warning.code(), Map.of("text", warning.text()))));
        return List.copyOf(events);
    }

    private static RmaEvent event(RmaCase rmaCase, RmaEvent.Kind kind, String to, Map<String, String> detail) {
        return new RmaEvent(rmaCase.id(), rmaCase.openedAt(), ACTOR, kind, null, to, detail);
    }
}
