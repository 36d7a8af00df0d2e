package io.rmahub.engine.settings;

import java.time.Duration;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How long the ledger remembers.
 *
 * @param retention   how long messages, stages and finished deliveries are kept, in whole weeks
 * @param dedupWindow how long a repeat is recognised as one; never longer than {@code retention}
 * @param lease       after this time a handed-over message that nobody finished is handed over again
 */
public record LedgerSettings(
        @DefaultValue("400d") Duration retention,
        @DefaultValue("14d") Duration dedupWindow,
        @DefaultValue("30s") Duration lease) {
}
