package io.rmahub.warranty;

import io.rmahub.engine.delivery.DomainEvent;
import io.rmahub.engine.web.RefusedException;
import io.rmahub.warranty.model.WarrantyFact;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Locks warranties for a transaction, with all their facts, and writes back what became of them. */
@Component
final class WarrantyService {

    /**
     * Who changes warranties, and when.
     *
     * @param causeId the command, message or timer that led to it
     */
    record ChangeContext(String actor, UUID causeId, Instant now) {
    }

    private final WarrantyStore store;
    private final RecordColumns columns;
    private final TelemetryEvidence evidence;

    WarrantyService(WarrantyStore store, RecordColumns columns, TelemetryEvidence evidence) {
        this.store = store;
        this.columns = columns;
        this.evidence = evidence;
    }

    /**
     * One record of the organisation.
     *
     * @throws RefusedException 404 if it has none of this id
     */
    LockedWarranty lock(String orgId, UUID id, ChangeContext context) {
        WarrantyRecord found = store.lock(orgId, id)
                .orElseThrow(() -> RefusedException.notFound("There is no warranty " + id));
        return withFacts(List.of(found), context).get(0);
    }

    /** These records, in an order in which two transactions cannot wait for each other. */
    List<LockedWarranty> lock(Collection<UUID> ids, ChangeContext context) {
        return withFacts(store.lock(ids), context);
    }

    /** Records with their facts, whether or not they are locked. */
    List<LockedWarranty> withFacts(List<WarrantyRecord> records, ChangeContext context) {
        List<UUID> ids = records.stream().map(WarrantyRecord::id).toList();
        Map<UUID, List<WarrantyFact>> facts = store.facts(ids);
        Map<UUID, List<WarrantyFact>> observed = evidence.newest(ids);
        List<LockedWarranty> all = new ArrayList<>();
        for (WarrantyRecord found : records) {
            all.add(new LockedWarranty(found, facts.getOrDefault(found.id(), List.of()),
                    observed.getOrDefault(found.id(), List.of()), context));
        }
        return all;
    }

    /** The record as this transaction has left it. */
    WarrantyRecord read(UUID id) {
        return store.read(List.of(id)).get(0);
    }

    /** Writes what happened to the warranties; returns what other systems are told. */
    List<DomainEvent> finish(List<LockedWarranty> all) {
        if (all.isEmpty()) {
            return List.of();
        }
        store.append(all);
        columns.unit(all.stream().filter(WarrantyService::describesUnit).toList());
        columns.coverage(all);
        Map<UUID, WarrantyRecord> after = new HashMap<>();
        store.read(all.stream().map(LockedWarranty::id).toList())
                .forEach(found -> after.put(found.id(), found));
        return all.stream().flatMap(warranty -> WarrantyEvents.of(warranty, after.get(warranty.id())).stream())
                .toList();
    }

    private static boolean describesUnit(LockedWarranty warranty) {
        return warranty.newFacts.stream().anyMatch(WarrantyFact.UnitDescribed.class::isInstance);
    }
}
