package io.rmahub.stock;

import com.fasterxml.jackson.databind.JsonNode;
import io.rmahub.delivery.Receipt;
import io.rmahub.delivery.ReceiptListener;
import io.rmahub.ledger.BusinessKey;
import io.rmahub.ledger.Inbound;
import java.sql.Connection;
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
    public Heard heard(Connection connection, List<Receipt> receipts, Instant now) {
        return new Heard(List.of(), receipts.stream().map(receipt -> message(receipt, now)).toList());
    }

    private static Inbound message(Receipt receipt, Instant now) {
        JsonNode asked = receipt.event().path("data");
        return receipt.asMessage(SOURCE, now, List.of(
                new BusinessKey("sku", asked.path("sku").asText()),
                new BusinessKey("warehouse", asked.path("warehouse").asText())));
    }
}
