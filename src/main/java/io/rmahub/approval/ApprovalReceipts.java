package io.rmahub.approval;

import io.rmahub.engine.delivery.Receipt;
import io.rmahub.engine.delivery.ReceiptListener;
import io.rmahub.engine.processing.Effects;
import java.time.Instant;
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
        Effects effects = new Effects();
        for (Receipt receipt : receipts) {
            UUID approval = UUID.fromString(receipt.event().at("/data/approval/id").asText());
            answers.setExternalId(approval, receipt.reference(), effects, now);
        }
        return new Consequences(effects.events(), effects.messages());
    }
}
