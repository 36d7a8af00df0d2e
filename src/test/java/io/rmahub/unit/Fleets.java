package io.rmahub.unit;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.rmahub.support.TestDatabase;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/** What tests of readings share: the shipped field names, a fixed now, an organisation. */
final class Fleets {

    static final String ORG = "demo";
    static final Instant NOW = Instant.parse("2026-03-20T12:00:00Z");
    static final ZoneId ZONE = ZoneId.of("Europe/Warsaw");

    private Fleets() {
    }

    static TelemetrySettings settings() {
        TelemetrySettings defaults = new Binder(new MapConfigurationPropertySource(Map.of()))
                .bindOrCreate("hub.telemetry", TelemetrySettings.class);
        return new TelemetrySettings(defaults.source(), defaults.offlineAfter(), defaults.futureTolerance(),
                defaults.earliest(), defaults.throughputCeiling(),
                Map.of("soh", List.of("sohPct"), "lifetimeThroughputKwh", List.of("cumulativeThroughputKwh"),
                        "maxCellTemperature", List.of("cellTempMaxC")),
                defaults.fold(), defaults.dailyFor(), defaults.historyFor());
    }

    static ReadingParser parser() {
        return ReadingParser.of(settings(), ZONE);
    }

    static Telemetry telemetry(TestDatabase database) {
        MeterRegistry meters = new SimpleMeterRegistry();
        return new Telemetry(settings(), ORG, ZONE, database.jdbc, database.transaction,
                Clock.fixed(NOW, ZoneOffset.UTC), meters);
    }

    static ReadingParser.Posted posted(String key, String body) {
        return new ReadingParser.Posted(key, body.getBytes(StandardCharsets.UTF_8), null, null);
    }
}
