package io.rmahub.engine.settings;

import java.time.Duration;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * When a delivery that nobody reported on is handed over again, whichever target it is for.
 *
 * @param queueLease after this time, if it was handed to the broker and no call was begun
 * @param callLease  after this time, if a call was begun; longer than the time-out of any target
 */
public record DeliverySettings(
        @DefaultValue("5m") Duration queueLease,
        @DefaultValue("90s") Duration callLease) {
}
