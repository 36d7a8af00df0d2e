package io.rmahub.engine.ledger;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * The accounted end of a message.
 *
 * @param reason     why it was ignored or quarantined, or what processing it led to
 * @param path       JSON pointer of the field that did not fit, if one is to blame
 * @param caseNumber the case it belongs to, if any
 */
public record Settlement(UUID messageId, String orgId, String source, MessageState state, String reason, String path,
                         String caseNumber, Instant at, List<Stage> stages, List<BusinessKey> keys) {
}
