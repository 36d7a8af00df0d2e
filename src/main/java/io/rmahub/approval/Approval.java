package io.rmahub.approval;

import io.rmahub.approval.model.ApprovalStatus;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.UUID;

/**
 * A request for approval as it stands.
 *
 * @param system     name of the source and target that is asked
 * @param kind       {@code refund}, {@code warranty-exception} …
 * @param subject    number or serial of what it is about
 * @param caseNumber the case it belongs to; null if it belongs to none
 * @param externalId the system's own id; null until the system has answered
 * @param statusAt   since when it has this status, by the system's clock
 * @param code       the status as the system wrote it
 * @param closedAt   when the final decision became known; null while it is open
 * @param overdueAt  when the alarm was raised; null if it was not
 * @param details    JSON object that the requester wants back
 */
public record Approval(UUID id, String orgId, String system, String kind, String subjectType, UUID subjectId,
                       String subject, UUID caseId, String caseNumber, String reason, BigDecimal amount,
                       String currency, String details, String requestedBy, Instant requestedAt,
                       Instant dueAt, String externalId, ApprovalStatus status, Instant statusAt, String code,
                       String decidedBy, String comment, String node, Instant closedAt, Instant overdueAt,
                       UUID causeId) {
}
