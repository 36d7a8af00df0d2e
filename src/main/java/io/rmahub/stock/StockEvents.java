package io.rmahub.stock;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.f4b6a3.uuid.UuidCreator;
import io.rmahub.engine.delivery.DomainEvent;
import io.rmahub.stock.model.StockDifference;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** What leaves the hub about stock: questions to the stock system, and differences. */
@Component
final class StockEvents {

    static final String QUESTION = "stock.asked.v1";
    private static final String DIFFERENCES = "stock.difference-found.v1";

    private final ObjectMapper json;
    private final StockSettings settings;

    StockEvents(ObjectMapper json, StockSettings settings) {
        this.json = json;
        this.settings = settings;
    }

    /** @param since from when on the system is to name its movements */
    DomainEvent question(StockPlace place, Instant since, UUID timer, Instant now) {
        ObjectNode data = about(place).put("since", since.toString()).put("askedAt", now.toString());
        return event(QUESTION, place, data, timer, now);
    }

    /** All that one answer showed for the first time. */
    DomainEvent differences(StockPlace place, Instant asOf, List<FoundDifference> differences, UUID answer,
                            Instant now) {
        ObjectNode data = about(place).put("asOf", asOf.toString());
        differences.forEach(found -> {
            StockDifference difference = found.difference();
            ObjectNode entry = data.withArray("differences").addObject().put("id", found.id().toString())
                    .put("kind", settings.label(difference.kind())).put("movementId", difference.movementId());
            if (difference.caseNumber() != null) {
                entry.put("caseNumber", difference.caseNumber());
            }
            if (difference.recorded() != null) {
                entry.put("told", difference.recorded());
            }
            if (difference.booked() != null) {
                entry.put("booked", difference.booked());
            }
        });
        return event(DIFFERENCES, place, data, answer, now);
    }

    private ObjectNode about(StockPlace place) {
        return json.createObjectNode().put("orgId", place.orgId()).put("sku", place.sku())
                .put("warehouse", place.warehouse());
    }

    /** A line is a place: there is one question about it at a time. */
    private DomainEvent event(String type, StockPlace place, ObjectNode data, UUID cause, Instant now) {
        ObjectNode event = json.createObjectNode().put("specversion", "1.0")
                .put("id", UuidCreator.getTimeOrderedEpochPlus1().toString()).put("source", "rma-hub")
                .put("type", type).put("subject", place.sku()).put("time", now.toString())
                .put("datacontenttype", "application/json");
        event.set("data", data);
        return DomainEvent.of(event, "stock", place.orgId(), place.id(), cause, now);
    }
}
