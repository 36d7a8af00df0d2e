package io.rmahub.unit;

import io.rmahub.unit.model.Plausibility;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Everything under {@code hub.telemetry.*}.
 *
 * @param source            the source whose organisation the readings belong to and whose zone their times are in
 * @param offlineAfter      silence after which a unit counts as offline; a change counts for what is read from then on
 * @param futureTolerance   how far a unit's clock may be ahead; a reading from later is refused
 * @param earliest          a reading from before is refused
 * @param throughputCeiling kWh; a higher lifetime throughput counts as not reported
 * @param fields            further names of JSON fields, by the value's own name
 * @param fold              how much is gathered before it is written
 * @param dailyFor          how long daily values are kept before they become monthly ones
 * @param historyFor        how long online times and monthly values are kept; longer than the longest warranty
 */
@ConfigurationProperties("hub.telemetry")
public record TelemetrySettings(
        @DefaultValue("cloud") String source,
        @DefaultValue("1h") Duration offlineAfter,
        @DefaultValue("10m") Duration futureTolerance,
        @DefaultValue("2015-01-01T00:00:00Z") Instant earliest,
        @DefaultValue("10000000") BigDecimal throughputCeiling,
        @DefaultValue Map<String, List<String>> fields,
        @DefaultValue Fold fold,
        @DefaultValue("400d") Duration dailyFor,
        @DefaultValue("6000d") Duration historyFor) {

    /**
     * Readings are gathered as long as more of them wait on the topic, and written when one of these is reached. The
     * more readings of one unit fall together, the less is written.
     */
    public record Fold(
            @DefaultValue("1000000") int mostReadings,
            @DefaultValue("100000") int mostUnits,
            @DefaultValue("10s") Duration longest) {
    }

    /** Wrong settings stop the start. */
    public TelemetrySettings {
        if (offlineAfter.toMillis() < 1000) {
            throw new IllegalArgumentException("hub.telemetry.offline-after must be a second or more");
        }
        new ReadingFields(fields);
    }

    Plausibility plausibility() {
        return new Plausibility(futureTolerance, earliest, throughputCeiling);
    }
}
