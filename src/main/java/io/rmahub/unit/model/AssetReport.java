package io.rmahub.unit.model;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What a system knows of a unit as of a moment.
 *
 * @param known    false if it has never heard of the unit
 * @param firmware the version that counts for the case, or null
 */
public record AssetReport(String serialNumber, boolean known, Instant observedAt, String firmware,
                          List<String> faultCodes) {

    /** What a case holds already of the unit that it is about. */
    public record Kept(boolean known, Instant observedAt) {
    }

    /** Nothing is known of the future: a clock that is ahead must not outdo every later report. */
    public AssetReport notAfter(Instant now) {
        return observedAt.isAfter(now) ? new AssetReport(serialNumber, known, now, firmware, faultCodes) : this;
    }

    /**
     * Why the case learns nothing from it; empty if it does. Knowledge outdoes ignorance whenever it comes, and among
     * what is known the later moment counts.
     *
     * @param serialOfCase of the unit that the case is about by now
     * @param kept         null if it holds nothing
     */
    public Optional<String> objection(String serialOfCase, Kept kept) {
        if (!serialNumber.equals(serialOfCase)) {
            return Optional.of("the case is about " + (serialOfCase == null ? "no unit" : serialOfCase) + " by now");
        }
        if (kept == null || known && !kept.known()) {
            return Optional.empty();
        }
        if (!known) {
            return Optional.of(kept.known() ? "the unit was known before" : "the unit is still not known");
        }
        return observedAt.isAfter(kept.observedAt()) ? Optional.empty()
                : Optional.of("as of " + observedAt + ", and the case knows how it was at " + kept.observedAt());
    }
}
