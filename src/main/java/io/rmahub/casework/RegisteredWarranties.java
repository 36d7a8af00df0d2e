package io.rmahub.casework;

import io.rmahub.warranty.WarrantyFact;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** What is known of a unit whose warranty is registered. */
public interface RegisteredWarranties {

    /** Everything that is known, telemetry included; empty if the organisation has not registered the unit. */
    List<WarrantyFact> facts(Connection connection, String orgId, String serialNumber) throws SQLException;
}
