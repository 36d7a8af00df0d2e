package io.rmahub.engine.delivery;

import java.util.UUID;

/**
 * A delivery that may be handed to the broker.
 *
 * @param attempts how often it was tried before
 */
public record QueuedDelivery(UUID id, String target, int attempts) {
}
