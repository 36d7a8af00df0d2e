package io.rmahub.stock;

import com.fasterxml.jackson.databind.JsonNode;
import io.rmahub.engine.delivery.Receipt;
import io.rmahub.engine.delivery.ReceiptListener;
import io.rmahub.engine.ledger.BusinessKey;
import io.rmahub.engine.ledger.Inbound;
import io.rmahub.engine.settings.HubSettings;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/**
 * What the stock system answers enters the ledger as a message of that system, whatever the target is called at which
 * it is asked. Made at start, so that wrong settings stop it.
 */
@Component
final class StockAnswerListener implements ReceiptListener {

    private static final String MEANING = "stock-answer";

    private final String system;

    /** Fails, naming the property, if a target answers questions about stock and the stock system is not configured. */
    StockAnswerListener(StockSettings stock, HubSettings hub) {
        this.system = stock.system();
        if (hub.targets().values().stream()
                .anyMatch(target -> target.enabled() && receives(target.settings(), MEANING))) {
            require(system != null && !system.isBlank(),
                    "hub.stock.system is missing: the system that keeps the stock");
            require(stock.notBookedLabel() != null && !stock.notBookedLabel().isBlank(),
                    "hub.stock.not-booked-label is missing");
            require(hub.targets().containsKey(system) && hub.target(system).enabled()
                            && receives(hub.target(system).settings(), StockReceipts.MEANING),
                    "hub.stock.system: hub.targets." + system + " has no settings.receipts." + StockReceipts.MEANING);
            require(hub.sources().containsKey(system) && hub.source(system).enabled(),
                    "hub.stock.system: hub.sources." + system + " is missing or switched off");
        }
    }

    private static boolean receives(Map<String, Object> settings, String meaning) {
        return settings.get("receipts") instanceof Map<?, ?> receipts && receipts.containsKey(meaning);
    }

    private static void require(boolean condition, String problem) {
        if (!condition) {
            throw new IllegalStateException(problem);
        }
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
        return new Consequences(List.of(), receipts.stream().map(receipt -> message(receipt, now)).toList());
    }

    private Inbound message(Receipt receipt, Instant now) {
        JsonNode question = receipt.event().path("data");
        return receipt.asMessage(system, now, List.of(
                new BusinessKey("sku", question.path("sku").asText()),
                new BusinessKey("warehouse", question.path("warehouse").asText())));
    }
}
