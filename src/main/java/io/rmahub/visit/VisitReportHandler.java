package io.rmahub.visit;

import com.fasterxml.jackson.databind.JsonNode;
import io.rmahub.engine.ledger.BusinessKey;
import io.rmahub.engine.ledger.MessageState;
import io.rmahub.engine.processing.CanonicalMessage;
import io.rmahub.engine.processing.FactDecision;
import io.rmahub.engine.processing.FactHandler;
import io.rmahub.engine.processing.Interpretation;
import io.rmahub.visit.model.VisitReport;
import io.rmahub.visit.model.VisitStatus;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;

/** What the field service says becomes the state of visits. */
@Component
final class VisitReportHandler implements FactHandler {

    private final VisitService visits;

    VisitReportHandler(VisitService visits) {
        this.visits = visits;
    }

    @Override
    public String type() {
        return "visit.reported.v1";
    }

    @Override
    public Interpretation read(String source, JsonNode canonical) {
        JsonNode data = canonical.path("data");
        List<VisitReport.Part> parts = new ArrayList<>();
        data.path("parts").forEach(part -> parts.add(new VisitReport.Part(text(part, "productSku"),
                part.path("qty").asInt(1), text(part, "serialNumber"), text(part, "warehouseCode"))));
        List<String> photos = new ArrayList<>();
        data.path("photos").forEach(photo -> photos.add(photo.asText()));
        return new Interpretation.Relevant(new VisitReport(data.required("taskId").asText(), text(data, "rmaNumber"),
                VisitStatus.valueOf(data.required("status").asText()), data.required("code").asText(),
                instant(data, "at"), instant(data, "scheduledFor"), text(data, "engineer"), text(data, "findings"),
                text(data, "reason"), List.copyOf(parts), List.copyOf(photos)));
    }

    private static String text(JsonNode data, String field) {
        return data.path(field).asText(null);
    }

    private static Instant instant(JsonNode data, String field) {
        String text = text(data, field);
        return text == null ? null : OffsetDateTime.parse(text).toInstant();
    }

    @Override
    public List<FactDecision> decide(List<CanonicalMessage> facts, Instant now) {
        List<FactDecision> decisions = new ArrayList<>();
        for (CanonicalMessage fact : facts) {
            VisitReport report = (VisitReport) fact.subject();
            VisitService.Outcome outcome = visits.report(fact.orgId(), fact.source(), report,
                    fact.canonical().path("data"), fact.messageId(), now);
            List<BusinessKey> keys = new ArrayList<>(List.of(new BusinessKey("task", report.taskId())));
            if (report.rmaNumber() != null) {
                keys.add(new BusinessKey("rma", report.rmaNumber()));
            }
            decisions.add(new FactDecision(outcome.changed() ? MessageState.PROCESSED : MessageState.IGNORED,
                    outcome.reason(), null, outcome.caseNumber(), keys, outcome.events()));
        }
        return decisions;
    }
}
