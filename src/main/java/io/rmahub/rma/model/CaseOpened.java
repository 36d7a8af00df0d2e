package io.rmahub.rma.model;

import io.rmahub.rma.model.routing.DueTime;
import io.rmahub.rma.model.routing.TeamAssignment;
import io.rmahub.rma.model.routing.VisitDecision;
import io.rmahub.unit.model.ProductLookup;
import io.rmahub.warranty.model.CoverageDecision;
import java.util.List;
import java.util.UUID;

/**
 * A case as it was opened, with every decision taken and why.
 *
 * @param decisionId identifies the warranty decision
 * @param product    what the catalogue said
 */
public record CaseOpened(
        RmaCase rmaCase,
        RmaRequested.Ticket ticket,
        ProductLookup product,
        UUID decisionId,
        CoverageDecision warranty,
        TeamAssignment routing,
        DueTime sla,
        VisitDecision visit,
        List<CaseWarning> warnings,
        List<RmaEvent> events) {
}
