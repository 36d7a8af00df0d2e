package io.rmahub.visits;

import com.fasterxml.jackson.databind.JsonNode;
import io.rmahub.decision.Fact;
import io.rmahub.decision.FactHandler;
import io.rmahub.decision.Reading;
import io.rmahub.decision.Ruling;
import io.rmahub.ledger.BusinessKey;
import io.rmahub.ledger.MessageState;
import io.rmahub.visit.VisitReport;
import io.rmahub.visit.VisitStatus;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;

/** What the field service says becomes the state of visits. */
@Component
final class VisitReports implements FactHandler {

    private final VisitDesk desk;

    VisitReports(VisitDesk desk) {
        this.desk = desk;
    }

    @Override
    public String type() {
        return "visit.reported.v1";
    }

    @Override
    public Reading read(String source, JsonNode canonical) {
        JsonNode data = canonical.path("data");
        List<VisitReport.Part> parts = new ArrayList<>();
        data.path("parts").forEach(part -> parts.add(new VisitReport.Part(text(part, "productSku"),
                part.path("qty").asInt(1), text(part, "serialNumber"), text(part, "warehouseCode"))));
        List<String> photos = new ArrayList<>();
        data.path("photos").forEach(photo -> photos.add(photo.asText()));
        return new Reading.Wanted(new VisitReport(data.required("taskId").asText(), text(data, "rmaNumber"),
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
    public List<Ruling> decide(Connection connection, List<Fact> facts, Instant now) throws SQLException {
        List<Ruling> rulings = new ArrayList<>();
        for (Fact fact : facts) {
            VisitReport report = (VisitReport) fact.subject();
            VisitDesk.Outcome outcome = desk.report(connection, fact.orgId(), fact.source(), report,
                    fact.canonical().path("data"), fact.messageId(), now);
            List<BusinessKey> keys = new ArrayList<>(List.of(new BusinessKey("task", report.taskId())));
            if (report.rmaNumber() != null) {
                keys.add(new BusinessKey("rma", report.rmaNumber()));
            }
            rulings.add(new Ruling(outcome.changed() ? MessageState.PROCESSED : MessageState.IGNORED,
                    outcome.reason(), null, outcome.caseNumber(), keys, outcome.events()));
        }
        return rulings;
    }
}
