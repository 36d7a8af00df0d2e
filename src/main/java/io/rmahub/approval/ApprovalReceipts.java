package io.rmahub.approval;

import io.rmahub.engine.delivery.DomainEvent;
import io.rmahub.engine.delivery.Receipt;
import io.rmahub.engine.delivery.ReceiptListener;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Keeps the id that a system gave to a request, and applies what was said about that id before. */
@Component
final class ApprovalReceipts implements ReceiptListener {

    static final String ID = "approval-id";

    private final ApprovalAnswerService answers;

    ApprovalReceipts(ApprovalAnswerService answers) {
        this.answers = answers;
    }

    @Override
    public String meaning() {
        return ID;
    }

    @Override
    public Consequences onResponse(List<Receipt> receipts, Instant now) {
        List<DomainEvent> published = new ArrayList<>();
        for (Receipt receipt : receipts) {
            UUID approval = UUID.fromString(receipt.event().at("/data/approval/id").asText());
            published.addAll(answers.setExternalId(approval, receipt.reference(), now));
        }
        return new Consequences(published, List.of());
    }
}
