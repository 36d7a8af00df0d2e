package io.rmahub.unit;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rmahub.unit.model.AssetReport;
import java.util.UUID;

/**
 * A report on the unit of a case, and the message that brought it.
 *
 * @param shown everything that was reported, as the case shows it
 */
record AssetFact(UUID messageId, String source, UUID caseId, AssetReport report, ObjectNode shown) {
}
