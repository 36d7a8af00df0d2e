package io.rmahub.visits;

import com.fasterxml.jackson.databind.JsonNode;
import io.rmahub.delivery.Receipt;
import io.rmahub.delivery.ReceiptListener;
import io.rmahub.visits.VisitStore.CaseRef;
import io.rmahub.visits.VisitStore.OpenedTask;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** A case learns its task from the answer of the system that plans the visit. */
@Component
final class TaskReceipts implements ReceiptListener {

    private final VisitDesk desk;

    TaskReceipts(VisitDesk desk) {
        this.desk = desk;
    }

    @Override
    public String meaning() {
        return "visit-task";
    }

    @Override
    public Heard heard(Connection connection, List<Receipt> receipts, Instant now) throws SQLException {
        return new Heard(desk.known(connection, receipts.stream().map(TaskReceipts::task).toList(), now), List.of());
    }

    private static OpenedTask task(Receipt receipt) {
        JsonNode opened = receipt.event().at("/data/case");
        return new OpenedTask(opened.path("orgId").asText(), receipt.target(), receipt.reference(),
                new CaseRef(UUID.fromString(opened.path("id").asText()), opened.path("number").asText()));
    }
}
