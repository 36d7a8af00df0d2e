package io.rmahub.stock;

import io.rmahub.stock.model.StockDifference.Kind;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Which system keeps the stock, and when it is asked about it.
 *
 * @param system         the target that is told of movements, and the source whose messages its answers become; null if
 *                       no stock is reconciled
 * @param notBookedLabel how the database, events and the API call a movement that the system has not booked
 * @param knownAfter     so long after it took a movement the system must have booked it; the clocks of the two differ
 *                       by less
 * @param askAgainAfter  when it is asked again about a difference, or a question that nothing came of
 */
@ConfigurationProperties("hub.stock")
public record StockSettings(String system, String notBookedLabel, @DefaultValue("15m") Duration knownAfter,
                            @DefaultValue("1h") Duration askAgainAfter) {

    /** How the database, events and the API call this kind of difference. */
    String label(Kind kind) {
        return kind == Kind.NOT_BOOKED ? notBookedLabel : kind.name();
    }

    /** The kind that is called so. */
    Kind kind(String label) {
        return label.equals(notBookedLabel) ? Kind.NOT_BOOKED : Kind.valueOf(label);
    }
}
