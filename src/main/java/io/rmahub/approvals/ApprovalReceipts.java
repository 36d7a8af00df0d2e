package io.rmahub.approvals;

import io.rmahub.delivery.DomainEvent;
import io.rmahub.delivery.Receipt;
import io.rmahub.delivery.ReceiptListener;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Keeps the id that a system gave to a request, and applies what was said about that id before. */
@Component
final class ApprovalReceipts implements ReceiptListener {

    static final String ID = "approval-id";

    private final AnswerDesk desk;

    ApprovalReceipts(AnswerDesk desk) {
        this.desk = desk;
    }

    @Override
    public String meaning() {
        return ID;
    }

    @Override
    public Heard heard(Connection connection, List<Receipt> receipts, Instant now) throws SQLException {
        List<DomainEvent> out = new ArrayList<>();
        for (Receipt receipt : receipts) {
            UUID approval = UUID.fromString(receipt.event().at("/data/approval/id").asText());
            out.addAll(desk.known(connection, approval, receipt.reference(), now));
        }
        return new Heard(out, List.of());
    }
}
