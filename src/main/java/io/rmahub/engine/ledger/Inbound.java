package io.rmahub.engine.ledger;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * A verified message on its way into the ledger.
 *
 * @param id          UUIDv7, given at the door
 * @param dedupKey    equal for two messages that are the same to their source
 * @param headersJson the request's headers as JSON, without credentials
 * @param keys        business keys that can be read without asking anybody
 */
public record Inbound(UUID id, String orgId, String source, Instant receivedAt, UUID dedupKey, String contentType,
                      String headersJson, byte[] body, String remoteAddress, List<BusinessKey> keys) {
}
