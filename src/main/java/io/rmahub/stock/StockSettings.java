package io.rmahub.stock;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * When Products is asked about its stock.
 *
 * @param knownAfter    so long after it took a movement Products must know of it; the clocks of the two differ by less
 * @param askAgainAfter when it is asked again about a difference, or a question that nothing came of
 */
@ConfigurationProperties("hub.stock")
public record StockSettings(@DefaultValue("15m") Duration knownAfter, @DefaultValue("1h") Duration askAgainAfter) {
}
