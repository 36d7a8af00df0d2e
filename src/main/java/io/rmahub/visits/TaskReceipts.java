package io.rmahub.visits;

import com.fasterxml.jackson.databind.JsonNode;
import io.rmahub.delivery.DomainEvent;
import io.rmahub.delivery.Receipt;
import io.rmahub.delivery.ReceiptListener;
import io.rmahub.visits.VisitStore.CaseRef;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
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
        List<DomainEvent> out = new ArrayList<>();
        for (Receipt receipt : receipts) {
            JsonNode opened = receipt.event().at("/data/case");
            CaseRef owner = new CaseRef(UUID.fromString(opened.path("id").asText()), opened.path("number").asText());
            out.addAll(desk.known(connection, opened.path("orgId").asText(), receipt.target(),
                    receipt.reference(), owner, now));
        }
        return new Heard(out, List.of());
    }
}
