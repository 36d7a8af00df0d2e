package io.rmahub.stock;

import io.rmahub.engine.delivery.Receipt;
import io.rmahub.engine.delivery.ReceiptListener;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Notes when Products took a movement: from then on it has to know of it. */
@Component
final class StockReceipts implements ReceiptListener {

    private final StockMovements movements;

    StockReceipts(StockMovements movements) {
        this.movements = movements;
    }

    @Override
    public String meaning() {
        return "stock-movement";
    }

    @Override
    public boolean needsReference() {
        return false;
    }

    @Override
    public Consequences onResponse(List<Receipt> receipts, Instant now) {
        movements.taken(receipts.stream()
                .map(receipt -> UUID.fromString(receipt.event().path("id").asText())).toList(), now);
        return Consequences.NOTHING;
    }
}
