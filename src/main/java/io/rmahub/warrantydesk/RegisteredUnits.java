package io.rmahub.warrantydesk;

import io.rmahub.casework.RegisteredWarranties;
import io.rmahub.warranty.WarrantyFact;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** What is registered of a unit, for whoever opens a case about it. */
@Component
final class RegisteredUnits implements RegisteredWarranties {

    private final WarrantyStore store;
    private final WarrantyDesk desk;

    RegisteredUnits(WarrantyStore store, WarrantyDesk desk) {
        this.store = store;
        this.desk = desk;
    }

    @Override
    public List<WarrantyFact> facts(Connection connection, String orgId, String serialNumber) throws SQLException {
        Optional<WarrantyRecord> found = store.bySerial(connection, orgId, serialNumber);
        return found.isEmpty() ? List.of() : new ArrayList<>(desk.worked(connection, List.of(found.get()),
                new WarrantyDesk.By("", found.get().id(), found.get().updatedAt())).get(0).facts());
    }
}
