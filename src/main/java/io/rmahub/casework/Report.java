package io.rmahub.casework;

import io.rmahub.ledger.BusinessKey;
import io.rmahub.ledger.Stage;
import io.rmahub.rma.ProductLookup;
import io.rmahub.rma.RmaRequested;
import java.util.List;
import java.util.UUID;

/**
 * A request for a case, read from one message.
 *
 * @param stages what the message looked like on its way here
 * @param keys   business keys found on the way
 */
public record Report(UUID messageId, String orgId, String source, RmaRequested request, ProductLookup product,
                     List<Stage> stages, List<BusinessKey> keys) {
}
