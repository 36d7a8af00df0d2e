package io.rmahub.warranty;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.f4b6a3.uuid.UuidCreator;
import io.rmahub.engine.delivery.DomainEvent;
import io.rmahub.warranty.LockedWarranty.PendingEvent;
import java.util.List;
import java.util.UUID;

/** Domain events of warranties as CloudEvents; the subject is the serial number, the line the record. */
final class WarrantyEvents {

    private static final List<String> PUBLISHED = List.of("id", "orgId", "serialNumber", "productId", "productFamily",
            "siteCountry", "customerId", "tier", "startsOn", "expiresAt", "labourUntil", "cellsUntil", "voidedAt",
            "voidReason", "atRiskUntil", "registeredAt", "policyId", "ruleSetVersion", "version");

    private WarrantyEvents() {
    }

    /** @param now the record as it is in the end */
    static List<DomainEvent> of(LockedWarranty warranty, WarrantyRecord now) {
        return warranty.events.stream().map(event -> cloudEvent(warranty, now, event)).toList();
    }

    private static DomainEvent cloudEvent(LockedWarranty warranty, WarrantyRecord now, PendingEvent pending) {
        UUID id = UuidCreator.getTimeOrderedEpochPlus1();
        ObjectNode event = WarrantyJson.object().put("specversion", "1.0").put("id", id.toString())
                .put("source", "rma-hub").put("type", pending.type()).put("subject", now.serialNumber())
                .put("time", warranty.now().toString()).put("datacontenttype", "application/json");
        ObjectNode data = event.putObject("data");
        data.set("warranty", WarrantyJson.object(now).retain(PUBLISHED));
        data.set("contact", contact(now));
        data.setAll(pending.about());
        return DomainEvent.of(event, "warranty", now.orgId(), now.id(), warranty.context.causeId(), warranty.now());
    }

    /** {@code reachable} says whether anybody can be written to. */
    private static ObjectNode contact(WarrantyRecord now) {
        ObjectNode contact = WarrantyJson.object().put("language", now.language())
                .put("reachable", now.customerEmail() != null || now.installerEmail() != null);
        if (now.customerEmail() != null) {
            contact.put("customerEmail", now.customerEmail());
        }
        if (now.installerEmail() != null) {
            contact.put("installerEmail", now.installerEmail());
        }
        return contact;
    }
}
