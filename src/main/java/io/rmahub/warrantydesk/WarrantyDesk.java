package io.rmahub.warrantydesk;

import io.rmahub.delivery.DomainEvent;
import io.rmahub.warranty.WarrantyFact;
import java.sql.Connection;
import java.sql.SQLException;
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
final class WarrantyDesk {

    /** Who acts for the transaction, and when. */
    record By(String actor, UUID causeId, Instant now) {
    }

    private final WarrantyStore store;
    private final RecordColumns columns;
    private final TelemetryEvidence evidence;

    WarrantyDesk(WarrantyStore store, RecordColumns columns, TelemetryEvidence evidence) {
        this.store = store;
        this.columns = columns;
        this.evidence = evidence;
    }

    /**
     * One record of the organisation.
     *
     * @throws Refusal if it has none of this id
     */
    WorkedWarranty lock(Connection connection, String orgId, UUID id, By by) throws SQLException {
        WarrantyRecord found = store.lock(connection, orgId, id)
                .orElseThrow(() -> Refusal.notFound("There is no warranty " + id, Map.of()));
        return worked(connection, List.of(found), by).get(0);
    }

    List<WorkedWarranty> lock(Connection connection, Collection<UUID> ids, By by) throws SQLException {
        return worked(connection, store.lock(connection, ids), by);
    }

    List<WorkedWarranty> worked(Connection connection, List<WarrantyRecord> records, By by) throws SQLException {
        List<UUID> ids = records.stream().map(WarrantyRecord::id).toList();
        Map<UUID, List<WarrantyFact>> facts = store.facts(connection, ids);
        Map<UUID, List<WarrantyFact>> observed = evidence.newest(connection, ids);
        List<WorkedWarranty> all = new ArrayList<>();
        for (WarrantyRecord found : records) {
            all.add(new WorkedWarranty(found, facts.getOrDefault(found.id(), List.of()),
                    observed.getOrDefault(found.id(), List.of()), by.actor(), by.causeId(), by.now()));
        }
        return all;
    }

    /** Writes what happened to the warranties; returns what others are to be told. */
    List<DomainEvent> finish(Connection connection, List<WorkedWarranty> all) throws SQLException {
        if (all.isEmpty()) {
            return List.of();
        }
        store.append(connection, all);
        columns.unit(connection, all.stream().filter(WarrantyDesk::describedAnew).toList());
        columns.standing(connection, all);
        Map<UUID, WarrantyRecord> after = new HashMap<>();
        store.read(connection, all.stream().map(WorkedWarranty::id).toList())
                .forEach(found -> after.put(found.id(), found));
        return all.stream().flatMap(worked -> WarrantyNews.of(worked, after.get(worked.id())).stream()).toList();
    }

    private static boolean describedAnew(WorkedWarranty worked) {
        return worked.added.stream().anyMatch(WarrantyFact.UnitDescribed.class::isInstance);
    }
}
