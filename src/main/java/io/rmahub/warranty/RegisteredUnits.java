package io.rmahub.warranty;

import io.rmahub.warranty.WarrantyService.ChangeContext;
import io.rmahub.warranty.model.WarrantyFact;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** What is registered of units, for whoever opens cases about them. */
@Component
public final class RegisteredUnits {

    /** A unit, whether or not it is registered. */
    public record Unit(String orgId, String serialNumber) {
    }

    private static final ChangeContext READER = new ChangeContext("", new UUID(0, 0), Instant.EPOCH);

    private final WarrantyStore store;
    private final WarrantyService warranties;

    RegisteredUnits(WarrantyStore store, WarrantyService warranties) {
        this.store = store;
        this.warranties = warranties;
    }

    /** The facts of each unit that is registered; the others are left out. */
    public Map<Unit, List<WarrantyFact>> facts(Collection<Unit> units) {
        List<WarrantyRecord> found = units.isEmpty() ? List.of() : store.bySerials(List.copyOf(units));
        Map<Unit, List<WarrantyFact>> facts = new HashMap<>();
        if (!found.isEmpty()) {
            warranties.withFacts(found, READER).forEach(warranty ->
                    facts.put(new Unit(warranty.orgId(), warranty.before.serialNumber()), warranty.facts()));
        }
        return facts;
    }
}
