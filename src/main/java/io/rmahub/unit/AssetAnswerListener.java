package io.rmahub.unit;

import com.fasterxml.jackson.databind.JsonNode;
import io.rmahub.engine.delivery.Receipt;
import io.rmahub.engine.delivery.ReceiptListener;
import io.rmahub.engine.ledger.BusinessKey;
import io.rmahub.engine.ledger.Inbound;
import java.time.Instant;
import java.util.List;
import org.springframework.stereotype.Component;

/** What a system answered about a unit enters the ledger as a message of that system, together with the question. */
@Component
final class AssetAnswerListener implements ReceiptListener {

    @Override
    public String meaning() {
        return "asset-answer";
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
        JsonNode question = receipt.event().path("data");
        return receipt.asMessage(receipt.target(), now, List.of(
                new BusinessKey("serial", question.path("serialNumber").asText()),
                new BusinessKey("rma", question.path("caseNumber").asText())));
    }
}
