package io.rmahub.engine.delivery;

import io.rmahub.engine.settings.RetrySettings;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.DoubleSupplier;

/**
 * When the next attempt is due.
 *
 * <p>A {@code Retry-After} of the target is a lower bound, up to {@link #LONGEST_RETRY_AFTER}.
 */
public final class RetrySchedule {

    /** Longer than a day is taken for a mistake of the target. */
    public static final Duration LONGEST_RETRY_AFTER = Duration.ofDays(1);

    private final RetrySettings settings;
    private final DoubleSupplier random;

    /** @param random uniform in [0, 1) */
    public RetrySchedule(RetrySettings settings, DoubleSupplier random) {
        this.settings = settings;
        this.random = random;
    }

    /**
     * @param failedAttempts how many attempts have failed, this one included; from 1
     * @return empty when the schedule is exhausted
     */
    public Optional<Instant> next(int failedAttempts, Instant now, Duration retryAfter) {
        if (failedAttempts > settings.schedule().size()) {
            return Optional.empty();
        }
        return Optional.of(now.plus(atLeast(retryAfter, jittered(settings.schedule().get(failedAttempts - 1)))));
    }

    private Duration jittered(Duration wait) {
        double factor = 1 - settings.jitter() + 2 * settings.jitter() * random.getAsDouble();
        return Duration.ofNanos((long) (wait.toNanos() * factor));
    }

    private static Duration atLeast(Duration retryAfter, Duration wait) {
        if (retryAfter == null || retryAfter.isNegative()) {
            return wait;
        }
        Duration bounded = retryAfter.compareTo(LONGEST_RETRY_AFTER) > 0 ? LONGEST_RETRY_AFTER : retryAfter;
        return bounded.compareTo(wait) > 0 ? bounded : wait;
    }
}
