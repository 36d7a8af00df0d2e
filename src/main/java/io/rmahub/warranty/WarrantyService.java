package io.rmahub.warranty;

import io.rmahub.engine.delivery.DomainEvent;
import io.rmahub.warranty.model.WarrantyFact;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Locks warranties for a transaction, with everything that is known of them, and writes back what became of them. */
@Component
final class WarrantyService {

    /** Who acts for the transaction, and when. */
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
     * @throws WarrantyRefusedException if it has none of this id
     */
    LockedWarranty lock(String orgId, UUID id, ChangeContext by) {
        WarrantyRecord found = store.lock(orgId, id)
                .orElseThrow(() -> WarrantyRefusedException.notFound("There is no warranty " + id, Map.of()));
        return worked(List.of(found), by).get(0);
    }

    List<LockedWarranty> lock(Collection<UUID> ids, ChangeContext by) {
        return worked(store.lock(ids), by);
    }

    List<LockedWarranty> worked(List<WarrantyRecord> records, ChangeContext by) {
        List<UUID> ids = records.stream().map(WarrantyRecord::id).toList();
        Map<UUID, List<WarrantyFact>> facts = store.facts(ids);
        Map<UUID, List<WarrantyFact>> observed = evidence.newest(ids);
        List<LockedWarranty> all = new ArrayList<>();
        for (WarrantyRecord found : records) {
            all.add(new LockedWarranty(found, facts.getOrDefault(found.id(), List.of()),
                    observed.getOrDefault(found.id(), List.of()), by.actor(), by.causeId(), by.now()));
        }
        return all;
    }

    /** Writes what happened to the warranties; returns what others are to be told. */
    List<DomainEvent> finish(List<LockedWarranty> all) {
        if (all.isEmpty()) {
            return List.of();
        }
        store.append(all);
        columns.unit(all.stream().filter(WarrantyService::describedAnew).toList());
        columns.standing(all);
        Map<UUID, WarrantyRecord> after = new HashMap<>();
        store.read(all.stream().map(LockedWarranty::id).toList())
                .forEach(found -> after.put(found.id(), found));
        return all.stream().flatMap(worked -> WarrantyEvents.of(worked, after.get(worked.id())).stream()).toList();
    }

    private static boolean describedAnew(LockedWarranty worked) {
        return worked.added.stream().anyMatch(WarrantyFact.UnitDescribed.class::isInstance);
    }
}
