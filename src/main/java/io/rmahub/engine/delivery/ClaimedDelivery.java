package io.rmahub.engine.delivery;

import java.util.UUID;

/**
 * A delivery that its holder alone may call now.
 *
 * @param attempt 1 for the first call; an outcome is only taken from the holder of the newest attempt
 */
public record ClaimedDelivery(UUID id, UUID eventId, String target, UUID lineId, int attempt) {
}
