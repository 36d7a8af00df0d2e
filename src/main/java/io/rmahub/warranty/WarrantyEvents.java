package io.rmahub.warranty;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.f4b6a3.uuid.UuidCreator;
import io.rmahub.engine.delivery.DomainEvent;
import io.rmahub.warranty.LockedWarranty.News;
import java.util.List;
import java.util.UUID;

/** Domain events of warranties as CloudEvents; the subject is the serial number, the line the record. */
final class WarrantyEvents {

    private static final List<String> TOLD = List.of("id", "orgId", "serialNumber", "productId", "productFamily",
            "siteCountry", "customerId", "tier", "startsOn", "expiresAt", "labourUntil", "cellsUntil", "voidedAt",
            "voidReason", "atRiskUntil", "registeredAt", "policyId", "ruleSetVersion", "version");

    private WarrantyEvents() {
    }

    /** @param now the record as it is in the end */
    static List<DomainEvent> of(LockedWarranty worked, WarrantyRecord now) {
        return worked.news.stream().map(news -> event(worked, now, news)).toList();
    }

    private static DomainEvent event(LockedWarranty worked, WarrantyRecord now, News news) {
        UUID id = UuidCreator.getTimeOrderedEpochPlus1();
        ObjectNode event = DeskJson.object().put("specversion", "1.0").put("id", id.toString())
                .put("source", "rma-hub").put("type", news.type()).put("subject", now.serialNumber())
                .put("time", worked.now.toString()).put("datacontenttype", "application/json");
        ObjectNode data = event.putObject("data");
        ObjectNode warranty = DeskJson.object(now);
        data.set("warranty", warranty.retain(TOLD));
        data.set("contact", contact(now));
        data.setAll(news.about());
        return DomainEvent.of(event, "warranty", now.orgId(), now.id(), worked.causeId, worked.now);
    }

    /** {@code reachable} says whether anybody can be written to. */
    private static ObjectNode contact(WarrantyRecord now) {
        ObjectNode contact = DeskJson.object().put("language", now.language())
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
