package io.rmahub.rma;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import com.github.f4b6a3.uuid.UuidCreator;
import io.rmahub.engine.delivery.DomainEvent;
import io.rmahub.rma.LockedCase.Change;
import io.rmahub.rma.model.CaseStatus;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * What other systems are told of a case: one event for everything that one cause changed, {@code rma.case-closed.v1}
 * if that closed the case and {@code rma.case-changed.v1} if not; and once for each stage that it reaches,
 * {@code rma.stage-reached.v1}.
 */
@Component
final class CaseEvents {

    /** The stages of which customers are told; a case that comes to one again is not news to them. */
    private static final Set<String> FOR_CUSTOMERS = Set.of("WAITING_FOR_CUSTOMER", "APPROVED", "REJECTED",
            "UNIT_INBOUND", "RECEIVED", "REPLACED", "OUTBOUND", "DELIVERED", "CLOSED", "standby.issued");

    /** What the installer of the unit has to know; whoever is the customer too is told once. */
    private static final Set<String> FOR_INSTALLERS = Set.of("APPROVED", "REJECTED", "UNIT_INBOUND", "RECEIVED",
            "REPLACED", "OUTBOUND", "DELIVERED", "CLOSED", "standby.issued");

    /** What the head office has to look at. */
    private static final Set<String> FOR_THE_OFFICE = Set.of("standby.overdue", "sla.warned", "sla.breached");

    private static final List<String> TOLD = List.of("id", "orgId", "number", "externalRef", "customerId",
            "customerEmail", "siteId", "siteCountry", "assetId", "language", "ticketId", "taskId", "status",
            "resolutionType", "resolutionNotes", "priority", "caseType", "reasonCode", "faultDescription",
            "faultCodes", "reportedBy", "serialNumber", "productSku", "orderRef", "orderLine", "repairKind", "team",
            "assignee", "tags", "visitNeeded", "csat", "openedAt", "dueAt", "closedAt", "version");

    private static final JsonMapper JSON = JsonMapper.builder().addModule(new JavaTimeModule())
            .enable(SerializationFeature.WRITE_ENUMS_USING_TO_STRING)
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .serializationInclusion(JsonInclude.Include.NON_NULL).build();

    /** In the order in which it is to be told. */
    List<DomainEvent> of(LockedCase worked) {
        List<DomainEvent> events = new ArrayList<>();
        byCause(worked.changes()).forEach((cause, changes) -> {
            boolean closes = changes.stream().anyMatch(change -> is(change, CaseStatus.CLOSED));
            ObjectNode data = data(worked);
            changes.forEach(change -> data.withArray("changes").add(told(change)));
            events.add(event(worked, closes ? "rma.case-closed.v1" : "rma.case-changed.v1", data, changes.get(0).by()));
            changes.forEach(change -> stage(worked, change, events));
        });
        worked.tellings().forEach(telling -> {
            ObjectNode data = data(worked);
            data.set(telling.field(), telling.about());
            events.add(event(worked, telling.type(), data, telling.by()));
        });
        return events;
    }

    private static DomainEvent event(LockedCase worked, String type, ObjectNode data, ChangeContext by) {
        CaseRow row = worked.row;
        ObjectNode event = JSON.createObjectNode().put("specversion", "1.0")
                .put("id", UuidCreator.getTimeOrderedEpochPlus1().toString()).put("source", "rma-hub")
                .put("type", type).put("subject", row.number).put("time", worked.now.toString())
                .put("datacontenttype", "application/json");
        event.set("data", data);
        return DomainEvent.of(event, "rma", row.orgId, row.id, by.causeId(), worked.now);
    }

    /** The data of an event: the case as it is. */
    private static ObjectNode data(LockedCase worked) {
        ObjectNode told = JSON.valueToTree(worked.row);
        told.retain(TOLD);
        ObjectNode data = JSON.createObjectNode();
        data.set("case", told);
        return data;
    }

    private static Map<UUID, List<Change>> byCause(List<Change> changes) {
        Map<UUID, List<Change>> byCause = new LinkedHashMap<>();
        changes.forEach(change -> byCause.computeIfAbsent(change.by().causeId(), cause -> new ArrayList<>()).add(change));
        return byCause;
    }

    private static ObjectNode told(Change change) {
        ObjectNode told = JSON.createObjectNode().put("what", change.what()).put("at", change.by().at().toString())
                .put("actor", change.by().actor());
        put(told, "from", change.from());
        put(told, "to", change.to());
        put(told, "reason", change.reason());
        return told;
    }

    private static void stage(LockedCase worked, Change change, List<DomainEvent> events) {
        CaseRow row = worked.row;
        String stage = change.what().equals("status") ? change.to() : change.what();
        String once = stage.contains(".") ? stage + ":" + change.to() : stage;
        if (FOR_THE_OFFICE.contains(stage)) {
            reached(worked, change, stage, once, "office", events);
        }
        if (FOR_CUSTOMERS.contains(stage)) {
            reached(worked, change, stage, once, row.customerEmail == null ? "nobody" : "customer", events);
        }
        if (FOR_INSTALLERS.contains(stage) && row.installerEmail != null
                && !row.installerEmail.equalsIgnoreCase(row.customerEmail)) {
            reached(worked, change, stage, "installer:" + once, "installer", events);
        }
    }

    /** @param once under this name the case remembers that it was told */
    private static void reached(LockedCase worked, Change change, String stage, String once, String audience,
                                List<DomainEvent> events) {
        if (worked.row.told.contains(once)) {
            return;
        }
        List<String> told = new ArrayList<>(worked.row.told);
        told.add(once);
        worked.row.told = told;
        ObjectNode data = data(worked);
        ObjectNode reached = data.putObject("stage").put("name", stage).put("at", change.by().at().toString())
                .put("audience", audience);
        put(reached, "email", audience.equals("installer") ? worked.row.installerEmail : null);
        put(reached, "about", change.to());
        put(reached, "reason", change.reason());
        events.add(event(worked, "rma.stage-reached.v1", data, change.by()));
    }

    private static boolean is(Change change, CaseStatus status) {
        return change.what().equals("status") && status.name().equals(change.to());
    }

    private static void put(ObjectNode node, String field, String value) {
        if (value != null) {
            node.put(field, value);
        }
    }
}
