package io.rmahub.assets;

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

/** What a system answered about a unit enters the ledger as a message of that system, beside what it was asked. */
@Component
final class AssetAnswers implements ReceiptListener {

    private final ObjectMapper json;

    AssetAnswers(ObjectMapper json) {
        this.json = json;
    }

    @Override
    public String meaning() {
        return "asset-answer";
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
        return new Inbound(UuidCreator.getTimeOrderedEpochPlus1(), asked.path("orgId").asText(), receipt.target(), now,
                UUID.fromString(receipt.event().path("id").asText()), "application/json", "{}",
                body.toString().getBytes(StandardCharsets.UTF_8), null,
                List.of(new BusinessKey("serial", asked.path("serialNumber").asText()),
                        new BusinessKey("rma", asked.path("caseNumber").asText())));
    }
}
