package io.rmahub.engine.processing;

import com.fasterxml.jackson.databind.JsonNode;
import io.rmahub.engine.ledger.BusinessKey;
import io.rmahub.engine.ledger.Stage;
import java.util.List;
import java.util.UUID;

/**
 * A canonical message that waits for a decision.
 *
 * @param canonical a CloudEvent that fits its schema
 * @param subject   what its handler read from it in {@link FactHandler#read}
 * @param stages    what the message looked like on its way here
 * @param keys      business keys found on the way
 */
public record CanonicalMessage(UUID messageId, String orgId, String source, JsonNode canonical, Object subject,
                   List<Stage> stages, List<BusinessKey> keys) {

    /** The canonical type, for example {@code rma.requested.v1}. */
    public String type() {
        return canonical.path("type").asText();
    }
}
