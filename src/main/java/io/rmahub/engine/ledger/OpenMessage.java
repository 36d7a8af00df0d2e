package io.rmahub.engine.ledger;

import java.time.Instant;
import java.util.UUID;

/**
 * An accepted message that is not accounted for yet.
 *
 * @param attempts how often processing was tried before
 */
public record OpenMessage(UUID id, String orgId, String source, Instant receivedAt, String contentType,
                          String headersJson, byte[] body, int attempts) {
}
