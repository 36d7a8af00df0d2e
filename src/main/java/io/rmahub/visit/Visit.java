package io.rmahub.visit;

import io.rmahub.visit.model.VisitStatus;
import java.time.Instant;
import java.util.UUID;

/**
 * A visit as it stands.
 *
 * @param caseId   null while no case knows its task
 * @param statusAt event time of the status
 */
record Visit(UUID id, String orgId, String system, String taskId, UUID caseId, VisitStatus status, Instant statusAt) {
}
