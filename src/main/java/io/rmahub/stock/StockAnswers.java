package io.rmahub.stock;

import com.fasterxml.jackson.databind.JsonNode;
import io.rmahub.engine.delivery.Receipt;
import io.rmahub.engine.delivery.ReceiptListener;
import io.rmahub.engine.ledger.BusinessKey;
import io.rmahub.engine.ledger.Inbound;
import java.time.Instant;
import java.util.List;
import org.springframework.stereotype.Component;

/** What Products answers about its stock enters the ledger as a message of Products, beside what it was asked. */
@Component
final class StockAnswers implements ReceiptListener {

    /** Who answers, whatever the target is called at which it is asked. */
    static final String SOURCE = "products";

    @Override
    public String meaning() {
        return "stock-answer";
    }

    @Override
    public boolean needsReference() {
        return false;
    }

    @Override
    public Consequences onResponse(List<Receipt> receipts, Instant now) {
        return new Consequences(List.of(), receipts.stream().map(receipt -> message(receipt, now)).toList());
    }

    private static Inbound message(Receipt receipt, Instant now) {
        JsonNode asked = receipt.event().path("data");
        return receipt.asMessage(SOURCE, now, List.of(
                new BusinessKey("sku", asked.path("sku").asText()),
                new BusinessKey("warehouse", asked.path("warehouse").asText())));
    }
}
