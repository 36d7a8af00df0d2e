package io.rmahub.rma;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.f4b6a3.uuid.UuidCreator;
import io.rmahub.engine.delivery.DomainEvent;
import io.rmahub.engine.delivery.Subscriptions;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;

/** Asks other systems what they know of the unit of a case, through the outbox like everything else. */
@Component
final class AssetRequests {

    private static final String TYPE = "asset.asked.v1";
    /** It becomes part of an address; what could be mistaken there is nothing that a maker prints on a unit. */
    private static final Pattern SERIAL = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._~-]{0,99}");

    private final Subscriptions subscriptions;
    private final ObjectMapper json;

    AssetRequests(Subscriptions subscriptions, ObjectMapper json) {
        this.subscriptions = subscriptions;
        this.json = json;
    }

    /** The request, or none if the case has no unit or no system answers such requests. */
    List<DomainEvent> about(String orgId, UUID caseId, String number, String serialNumber, UUID causeId, Instant at) {
        if (serialNumber == null || !SERIAL.matcher(serialNumber).matches() || !subscriptions.any(TYPE)) {
            return List.of();
        }
        ObjectNode event = json.createObjectNode().put("specversion", "1.0")
                .put("id", UuidCreator.getTimeOrderedEpochPlus1().toString()).put("source", "rma-hub")
                .put("type", TYPE).put("subject", number).put("time", at.toString())
                .put("datacontenttype", "application/json");
        event.putObject("data").put("orgId", orgId).put("caseId", caseId.toString()).put("caseNumber", number)
                .put("serialNumber", serialNumber);
        return List.of(DomainEvent.of(event, "rma", orgId, caseId, causeId, at));
    }
}
