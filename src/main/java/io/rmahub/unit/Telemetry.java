package io.rmahub.unit;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.rmahub.engine.processing.InvalidMessageException;
import io.rmahub.unit.ReadingParser.Posted;
import io.rmahub.unit.model.FleetFold;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/** Takes the readings of one organisation in: reads, folds and writes them, and counts. Safe for many threads. */
public final class Telemetry {

    private final TelemetrySettings settings;
    private final ReadingParser parser;
    private final UnitStore store;
    private final Clock clock;
    private final MeterRegistry meters;
    private final Counter read;
    private final Counter rejected;

    public Telemetry(TelemetrySettings settings, String orgId, ZoneId zone, JdbcTemplate jdbc,
                     TransactionTemplate transaction, Clock clock, MeterRegistry meters) {
        this.settings = settings;
        this.parser = ReadingParser.of(settings, zone);
        this.store = new UnitStore(jdbc, transaction, orgId, settings.offlineAfter());
        this.clock = clock;
        this.meters = meters;
        this.read = meters.counter("hub.telemetry.readings");
        this.rejected = meters.counter("hub.telemetry.rejected");
    }

    /** A fold that is empty, and as old as this call. */
    public Gathering begin() {
        return new Gathering(new FleetFold(settings.offlineAfter()), clock.instant());
    }

    /** Readings that are read but not written. For one thread. */
    public final class Gathering {

        private final FleetFold fold;
        private final Instant since;

        private Gathering(FleetFold fold, Instant since) {
            this.fold = fold;
            this.since = since;
        }

        public void add(Posted posted, Instant now) {
            try {
                fold.add(parser.read(posted, now, fold::countImplausible));
            } catch (InvalidMessageException e) {
                rejected.increment();
                throw e;
            }
        }

        /** Whether it should be written even if more readings are waiting. */
        public boolean full(Instant now) {
            return fold.readings() >= settings.fold().mostReadings() || fold.units() >= settings.fold().mostUnits()
                    || !now.isBefore(since.plus(settings.fold().longest()));
        }

        /** Commits; afterwards the gathering is of no further use. */
        public void write() {
            if (!fold.isEmpty()) {
                store.write(fold, clock.instant()).forEach((reason, count) ->
                        meters.counter("hub.telemetry.doubted", "doubt", reason.wireName()).increment(count));
                read.increment(fold.readings());
            }
        }
    }
}
