package io.rmahub.visit;

import com.fasterxml.jackson.databind.JsonNode;
import io.rmahub.engine.delivery.Receipt;
import io.rmahub.engine.delivery.ReceiptListener;
import io.rmahub.visit.VisitStore.CaseRef;
import io.rmahub.visit.VisitStore.OpenedTask;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** A case learns its task from the answer of the system that plans the visit. */
@Component
final class TaskReceipts implements ReceiptListener {

    private final VisitService visits;

    TaskReceipts(VisitService visits) {
        this.visits = visits;
    }

    @Override
    public String meaning() {
        return "visit-task";
    }

    @Override
    public Consequences onResponse(List<Receipt> receipts, Instant now) {
        return new Consequences(visits.linkTasks(receipts.stream().map(TaskReceipts::task).toList(), now), List.of());
    }

    private static OpenedTask task(Receipt receipt) {
        JsonNode opened = receipt.event().at("/data/case");
        return new OpenedTask(opened.path("orgId").asText(), receipt.target(), receipt.reference(),
                new CaseRef(UUID.fromString(opened.path("id").asText()), opened.path("number").asText()));
    }
}
