package io.rmahub.stock;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.f4b6a3.uuid.UuidCreator;
import io.rmahub.delivery.Receipt;
import io.rmahub.delivery.ReceiptListener;
import io.rmahub.ledger.BusinessKey;
import io.rmahub.ledger.Inbound;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** What Products answers about its stock enters the ledger as a message of Products, beside what it was asked. */
@Component
final class StockAnswers implements ReceiptListener {

    /** Who answers, whatever the target is called at which it is asked. */
    static final String SOURCE = "products";

    private final ObjectMapper json;

    StockAnswers(ObjectMapper json) {
        this.json = json;
    }

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

    /** The question's id is the key of its answer: a question is answered once. */
    private Inbound message(Receipt receipt, Instant now) {
        JsonNode asked = receipt.event().path("data");
        ObjectNode body = json.createObjectNode();
        body.set("asked", asked);
        body.set("answer", receipt.answer());
        return new Inbound(UuidCreator.getTimeOrderedEpochPlus1(), asked.path("orgId").asText(), SOURCE, now,
                UUID.fromString(receipt.event().path("id").asText()), "application/json", "{}",
                body.toString().getBytes(StandardCharsets.UTF_8), null,
                List.of(new BusinessKey("sku", asked.path("sku").asText()),
                        new BusinessKey("warehouse", asked.path("warehouse").asText())));
    }
}
