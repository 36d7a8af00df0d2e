package io.rmahub.unit.model;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Set;

/**
 * Which reported values are plausible. Each rule answers with the {@link ImplausibleValue}, or null when there is none.
 * A value that is not plausible counts as not reported; it is never corrected.
 *
 * @param futureTolerance     how far a unit's clock may be ahead
 * @param earliest            a reading before this was taken by a clock that had lost the time
 * @param throughputCeiling   kWh in a whole life that no unit reaches
 */
public record Plausibility(Duration futureTolerance, Instant earliest, BigDecimal throughputCeiling) {

    /** SunSpec: {@code 0xFFFF} and {@code 0x8000} stand for "not implemented" in 16 bits, {@code 0xFFFFFFFF} in 32. */
    private static final Set<BigDecimal> NOT_IMPLEMENTED_16 = Set.of(new BigDecimal("65535"), new BigDecimal("32768"));
    private static final BigDecimal NOT_IMPLEMENTED_32 = new BigDecimal("4294967295");
    private static final BigDecimal HUNDRED = new BigDecimal("100");
    private static final BigDecimal COLDEST = new BigDecimal("-60");
    private static final BigDecimal HOTTEST = new BigDecimal("150");
    private static final long MOST_CYCLES = 100_000;
    private static final Set<String> NO_VERSION = Set.of("null", "none", "unknown", "n/a", "na", "-", "0", "65535");

    /** A fixed percentage above 0 up to 100. */
    public ImplausibleValue soh(BigDecimal percent) {
        if (NOT_IMPLEMENTED_16.contains(percent)) {
            return ImplausibleValue.SOH_NOT_IMPLEMENTED;
        }
        if (percent.signum() == 0) {
            return ImplausibleValue.SOH_ZERO;
        }
        return percent.signum() < 0 || percent.compareTo(HUNDRED) > 0 ? ImplausibleValue.SOH_OUT_OF_RANGE : null;
    }

    /** Whether it fell is seen when it meets the readings before it: {@link UnitFold}. */
    public ImplausibleValue throughput(BigDecimal kwh) {
        if (kwh.compareTo(NOT_IMPLEMENTED_32) == 0) {
            return ImplausibleValue.THROUGHPUT_NOT_IMPLEMENTED;
        }
        return kwh.signum() < 0 || kwh.compareTo(throughputCeiling) > 0
                ? ImplausibleValue.THROUGHPUT_OUT_OF_RANGE : null;
    }

    public ImplausibleValue cycles(BigDecimal cycles) {
        boolean whole = cycles.stripTrailingZeros().scale() <= 0;
        return whole && cycles.signum() >= 0 && cycles.longValue() <= MOST_CYCLES
                ? null : ImplausibleValue.CYCLES_OUT_OF_RANGE;
    }

    /** Degrees Celsius. */
    public ImplausibleValue temperature(BigDecimal celsius) {
        return celsius.compareTo(COLDEST) < 0 || celsius.compareTo(HOTTEST) > 0
                ? ImplausibleValue.TEMPERATURE_OUT_OF_RANGE : null;
    }

    public ImplausibleValue firmware(String version) {
        return version.isBlank() || NO_VERSION.contains(version.toLowerCase(Locale.ROOT))
                ? ImplausibleValue.FIRMWARE_NOT_REPORTED : null;
    }

    /**
     * Why a reading taken at this time cannot be placed, or null. Without a time there is no reading, so it is
     * refused as a whole instead of counting as not reported.
     */
    public String refusalOf(Instant observedAt, Instant now) {
        if (observedAt.isAfter(now.plus(futureTolerance))) {
            return "observed in the future, at " + observedAt;
        }
        return observedAt.isBefore(earliest) ? "observed at " + observedAt + ", before there was telemetry" : null;
    }
}
