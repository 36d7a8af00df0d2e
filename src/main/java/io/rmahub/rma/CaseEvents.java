package io.rmahub.rma;

import com.fasterxml.jackson.databind.node.ObjectNode;
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

    /** The stages of which customers are told; of one to which a case comes again they are not told again. */
    private static final Set<String> FOR_CUSTOMERS = Set.of("WAITING_FOR_CUSTOMER", "APPROVED", "REJECTED",
            "UNIT_INBOUND", "RECEIVED", "REPLACED", "OUTBOUND", "DELIVERED", "CLOSED", "standby.issued");

    /** What the installer of the unit has to know; whoever is the customer too is told once. */
    private static final Set<String> FOR_INSTALLERS = Set.of("APPROVED", "REJECTED", "UNIT_INBOUND", "RECEIVED",
            "REPLACED", "OUTBOUND", "DELIVERED", "CLOSED", "standby.issued");

    /** What the head office has to look at. */
    private static final Set<String> FOR_THE_OFFICE = Set.of("standby.overdue", "sla.warned", "sla.breached");

    private static final List<String> SHOWN = List.of("id", "orgId", "number", "externalRef", "customerId",
            "customerEmail", "siteId", "siteCountry", "assetId", "language", "ticketId", "taskId", "status",
            "resolutionType", "resolutionNotes", "priority", "caseType", "reasonCode", "faultDescription",
            "faultCodes", "reportedBy", "serialNumber", "productSku", "orderRef", "orderLine", "repairKind", "team",
            "assignee", "tags", "visitNeeded", "csat", "openedAt", "dueAt", "closedAt", "version");

    /** In the order in which it is to be told. */
    List<DomainEvent> of(LockedCase lockedCase) {
        List<DomainEvent> events = new ArrayList<>();
        byCause(lockedCase.changes()).forEach((cause, changes) -> {
            boolean closes = changes.stream().anyMatch(change -> is(change, CaseStatus.CLOSED));
            ObjectNode data = data(lockedCase);
            changes.forEach(change -> data.withArray("changes").add(json(change)));
            events.add(event(lockedCase, closes ? "rma.case-closed.v1" : "rma.case-changed.v1", data,
                    changes.get(0).context()));
            changes.forEach(change -> stage(lockedCase, change, events));
        });
        lockedCase.extraEvents().forEach(extra -> {
            ObjectNode data = data(lockedCase);
            data.set(extra.field(), extra.about());
            events.add(event(lockedCase, extra.type(), data, extra.context()));
        });
        return events;
    }

    private static DomainEvent event(LockedCase lockedCase, String type, ObjectNode data, ChangeContext context) {
        CaseRow row = lockedCase.row;
        ObjectNode event = EventJson.object().put("specversion", "1.0")
                .put("id", UuidCreator.getTimeOrderedEpochPlus1().toString()).put("source", "rma-hub")
                .put("type", type).put("subject", row.number).put("time", lockedCase.now.toString())
                .put("datacontenttype", "application/json");
        event.set("data", data);
        return DomainEvent.of(event, "rma", row.orgId, row.id, context.causeId(), lockedCase.now);
    }

    /** The data of an event: the case as it is. */
    private static ObjectNode data(LockedCase lockedCase) {
        ObjectNode shown = EventJson.tree(lockedCase.row);
        shown.retain(SHOWN);
        ObjectNode data = EventJson.object();
        data.set("case", shown);
        return data;
    }

    private static Map<UUID, List<Change>> byCause(List<Change> changes) {
        Map<UUID, List<Change>> byCause = new LinkedHashMap<>();
        changes.forEach(change ->
                byCause.computeIfAbsent(change.context().causeId(), cause -> new ArrayList<>()).add(change));
        return byCause;
    }

    private static ObjectNode json(Change change) {
        ObjectNode json = EventJson.object().put("what", change.what()).put("at", change.context().at().toString())
                .put("actor", change.context().actor());
        put(json, "from", change.from());
        put(json, "to", change.to());
        put(json, "reason", change.reason());
        return json;
    }

    private static void stage(LockedCase lockedCase, Change change, List<DomainEvent> events) {
        CaseRow row = lockedCase.row;
        String stage = change.what().equals("status") ? change.to() : change.what();
        String once = stage.contains(".") ? stage + ":" + change.to() : stage;
        if (FOR_THE_OFFICE.contains(stage)) {
            reached(lockedCase, change, stage, once, "office", events);
        }
        if (FOR_CUSTOMERS.contains(stage)) {
            reached(lockedCase, change, stage, once, row.customerEmail == null ? "nobody" : "customer", events);
        }
        if (FOR_INSTALLERS.contains(stage) && row.installerEmail != null
                && !row.installerEmail.equalsIgnoreCase(row.customerEmail)) {
            reached(lockedCase, change, stage, "installer:" + once, "installer", events);
        }
    }

    /** @param once under this name the case remembers that people were told */
    private static void reached(LockedCase lockedCase, Change change, String stage, String once, String audience,
                                List<DomainEvent> events) {
        if (lockedCase.row.notifiedStages.contains(once)) {
            return;
        }
        List<String> notified = new ArrayList<>(lockedCase.row.notifiedStages);
        notified.add(once);
        lockedCase.row.notifiedStages = notified;
        ObjectNode data = data(lockedCase);
        ObjectNode reached = data.putObject("stage").put("name", stage).put("at", change.context().at().toString())
                .put("audience", audience);
        put(reached, "email", audience.equals("installer") ? lockedCase.row.installerEmail : null);
        put(reached, "about", change.to());
        put(reached, "reason", change.reason());
        events.add(event(lockedCase, "rma.stage-reached.v1", data, change.context()));
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
