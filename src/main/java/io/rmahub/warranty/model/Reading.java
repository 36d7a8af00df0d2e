package io.rmahub.warranty.model;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Objects;

/**
 * What a unit reported at a time. Everything but {@code measuredAt} may be null: not reported.
 *
 * @param measuredAt    when the unit measured it, however late it arrived
 * @param sohPercent    state of health; 0 and above 100 mean "not reported" (as FusionSolar does)
 * @param throughputKwh energy discharged in the unit's life, in kWh
 * @param cycles        full cycles in the unit's life
 * @param cellFirmware  version of the cell firmware
 * @param online        whether the unit was connected; null counts as connected: a void needs proof of the opposite
 */
public record Reading(
        Instant measuredAt,
        BigDecimal sohPercent,
        BigDecimal throughputKwh,
        BigDecimal cycles,
        String cellFirmware,
        Boolean online) {

    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    public Reading {
        Objects.requireNonNull(measuredAt, "measuredAt");
        sohPercent = plausibleSoh(sohPercent) ? sohPercent : null;
        throughputKwh = notNegative(throughputKwh);
        cycles = notNegative(cycles);
    }

    /** Whether a state of health is a measurement at all: above 0, at most 100 per cent. */
    public static boolean plausibleSoh(BigDecimal percent) {
        return percent != null && percent.signum() > 0 && percent.compareTo(HUNDRED) <= 0;
    }

    boolean showsOnline() {
        return !Boolean.FALSE.equals(online);
    }

    private static BigDecimal notNegative(BigDecimal value) {
        return value == null || value.signum() < 0 ? null : value;
    }
}
