package io.rmahub.engine.settings;

import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * When a failed attempt is repeated.
 *
 * @param schedule wait before the 2nd, 3rd … attempt; after the last one the schedule is exhausted
 * @param jitter   each wait is multiplied by a random factor between 1 − jitter and 1 + jitter
 */
public record RetrySettings(
        @DefaultValue({"1s", "5s", "30s", "2m", "10m", "30m", "1h", "2h", "4h", "8h", "12h", "24h"})
        List<Duration> schedule,
        @DefaultValue("0.2") double jitter) {
}
