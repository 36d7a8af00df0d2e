package io.rmahub.engine.settings;

import java.time.Duration;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How accepted messages are processed.
 *
 * @param concurrency how many messages are under way at once in one hub instance
 * @param firstLease  after this time a message that was handed over when it came in, and that nobody finished, is
 *                    handed over again
 * @param queueLease  the same for each later hand-over
 */
public record ProcessingSettings(
        @DefaultValue("16") int concurrency,
        @DefaultValue("30s") Duration firstLease,
        @DefaultValue("5m") Duration queueLease) {
}
