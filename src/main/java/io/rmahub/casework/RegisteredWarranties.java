package io.rmahub.casework;

import io.rmahub.warranty.WarrantyFact;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** What is known of units whose warranty is registered. */
public interface RegisteredWarranties {

    /** A unit of an organisation. */
    record Unit(String orgId, String serialNumber) {
    }

    /** Everything that is known, telemetry included; a unit that is not registered is not in it. */
    Map<Unit, List<WarrantyFact>> facts(Connection connection, Collection<Unit> units) throws SQLException;
}
