package io.rmahub.engine.settings;

import java.time.Duration;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How long the ledger remembers.
 *
 * @param retention   how long messages, stages and finished deliveries are kept, in whole weeks
 * @param dedupWindow how long a repeat is recognised as one; never longer than {@code retention}
 */
public record LedgerSettings(
        @DefaultValue("400d") Duration retention,
        @DefaultValue("14d") Duration dedupWindow) {
}
