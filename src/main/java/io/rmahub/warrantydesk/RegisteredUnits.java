package io.rmahub.warrantydesk;

import io.rmahub.casework.RegisteredWarranties;
import io.rmahub.warranty.WarrantyFact;
import io.rmahub.warrantydesk.WarrantyDesk.By;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** What is registered of units, for whoever opens cases about them. */
@Component
final class RegisteredUnits implements RegisteredWarranties {

    private static final By READER = new By("", new UUID(0, 0), Instant.EPOCH);

    private final WarrantyStore store;
    private final WarrantyDesk desk;

    RegisteredUnits(WarrantyStore store, WarrantyDesk desk) {
        this.store = store;
        this.desk = desk;
    }

    @Override
    public Map<Unit, List<WarrantyFact>> facts(Connection connection, Collection<Unit> units) throws SQLException {
        List<WarrantyRecord> found = units.isEmpty() ? List.of() : store.bySerials(connection, List.copyOf(units));
        Map<Unit, List<WarrantyFact>> facts = new HashMap<>();
        if (!found.isEmpty()) {
            desk.worked(connection, found, READER).forEach(worked ->
                    facts.put(new Unit(worked.before.orgId(), worked.before.serialNumber()), worked.facts()));
        }
        return facts;
    }
}
