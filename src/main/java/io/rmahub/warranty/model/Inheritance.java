package io.rmahub.warranty.model;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/**
 * What a replacement unit takes over from the unit it replaces.
 *
 * @param policyId       the row of the policies that goes on to hold
 * @param startsOn       the first day of the cover that is taken over
 * @param until          the last covered day by part; a part that is not in it was not covered any more
 * @param throughputKwh  used up by the units before, in kWh
 * @param cycles         used up by the units before
 * @param legalUntil     the last day of the buyer's legal guarantee; null: not known
 */
public record Inheritance(
        String fromSerial,
        LocalDate replacedOn,
        String policyId,
        Tier tier,
        LocalDate startsOn,
        Map<Part, LocalDate> until,
        BigDecimal throughputKwh,
        BigDecimal cycles,
        LocalDate legalUntil) {

    public Inheritance {
        until = until.isEmpty() ? Map.of() : Collections.unmodifiableMap(new EnumMap<>(until));
    }
}
