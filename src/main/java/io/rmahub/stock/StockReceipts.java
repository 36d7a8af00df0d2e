package io.rmahub.stock;

import io.rmahub.engine.delivery.Receipt;
import io.rmahub.engine.delivery.ReceiptListener;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Notes when the stock system took a movement: soon after it must have booked it. */
@Component
final class StockReceipts implements ReceiptListener {

    static final String MEANING = "stock-movement";

    private final StockMovements movements;

    StockReceipts(StockMovements movements) {
        this.movements = movements;
    }

    @Override
    public String meaning() {
        return MEANING;
    }

    @Override
    public boolean needsReference() {
        return false;
    }

    @Override
    public Consequences onResponse(List<Receipt> receipts, Instant now) {
        movements.accepted(receipts.stream()
                .map(receipt -> UUID.fromString(receipt.event().path("id").asText())).toList(), now);
        return Consequences.NOTHING;
    }
}
