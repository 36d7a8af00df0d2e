package io.rmahub.approval;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.f4b6a3.uuid.UuidCreator;
import io.rmahub.engine.delivery.Receipt;
import io.rmahub.engine.delivery.ReceiptListener;
import io.rmahub.engine.ledger.BusinessKey;
import io.rmahub.engine.ledger.Inbound;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * What a system answered when it was asked about a request enters the ledger as a message of that system, unless it
 * is what it answered the last time. Thus polled answers go the same way as those that it sends by itself.
 */
@Component
final class PolledAnswerListener implements ReceiptListener {

    private final ApprovalStore store;
    private final ObjectMapper json;

    PolledAnswerListener(ApprovalStore store, ObjectMapper json) {
        this.store = store;
        this.json = json;
    }

    @Override
    public String meaning() {
        return "approval-answer";
    }

    @Override
    public boolean needsReference() {
        return false;
    }

    @Override
    public Consequences onResponse(List<Receipt> receipts, Instant now) {
        List<Inbound> messages = new ArrayList<>();
        for (Receipt receipt : receipts) {
            UUID approvalId = UUID.fromString(receipt.event().at("/data/approval/id").asText());
            if (store.isNewAnswer(approvalId, sha256(receipt.answer().toString()))) {
                messages.add(message(receipt, now));
            }
        }
        return new Consequences(List.of(), messages);
    }

    /** The question's id is the key of its answer: the same answer to a later question is another message. */
    private Inbound message(Receipt receipt, Instant now) {
        String externalId = receipt.event().at("/data/approval/externalId").asText();
        ObjectNode body = json.createObjectNode();
        body.putObject("asked").put("externalId", externalId)
                .put("reference", receipt.event().at("/data/approval/id").asText());
        body.set("answer", receipt.answer());
        return new Inbound(UuidCreator.getTimeOrderedEpochPlus1(), receipt.event().at("/data/approval/orgId").asText(),
                receipt.target(), now, UUID.fromString(receipt.event().path("id").asText()), "application/json", "{}",
                body.toString().getBytes(StandardCharsets.UTF_8), null,
                List.of(new BusinessKey("approval", externalId)));
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
