package io.rmahub.engine.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.rmahub.engine.settings.RetrySettings;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

class RetryScheduleTest {

    private static final Instant NOW = Instant.parse("2026-03-02T09:15:00Z");
    private static final RetrySettings SETTINGS = new RetrySettings(
            List.of(Duration.ofSeconds(1), Duration.ofSeconds(10), Duration.ofMinutes(1)), 0.2);

    @ParameterizedTest
    @CsvFileSource(resources = "/delivery/retries.csv", useHeadersInDisplayName = true)
    void waits(int failed, double random, Long retryAfterSeconds, Long waitMillis) {
        Duration retryAfter = retryAfterSeconds == null ? null : Duration.ofSeconds(retryAfterSeconds);
        var next = new RetrySchedule(SETTINGS, () -> random).next(failed, NOW, retryAfter);

        assertThat(next.map(at -> Duration.between(NOW, at).toMillis()).orElse(null)).isEqualTo(waitMillis);
    }

    @Test
    void jitterStaysWithinItsBounds() {
        var schedule = new RetrySchedule(SETTINGS, () -> ThreadLocalRandom.current().nextDouble());
        for (int i = 0; i < 10_000; i++) {
            assertThat(Duration.between(NOW, schedule.next(2, NOW, null).orElseThrow()))
                    .isBetween(Duration.ofSeconds(8), Duration.ofSeconds(12));
        }
    }
}
