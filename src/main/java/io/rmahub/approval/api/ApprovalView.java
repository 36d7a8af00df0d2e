package io.rmahub.approval.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonRawValue;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * A request for approval.
 *
 * @param system     who is asked
 * @param kind       {@code refund}, {@code warranty-exception} …
 * @param subject    number or serial of what it is about
 * @param details    JSON object of the requester
 * @param externalId the system's own id; null until it has answered
 * @param statusAt   since when it has this status, by the system's clock
 * @param code       the status as the system wrote it
 * @param overdueAt  when the alarm was raised
 * @param history    everything that was said about it, oldest first; null in lists
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ApprovalView(UUID id, String orgId, String system, String kind, String subjectType, UUID subjectId,
                           String subject, UUID caseId, String caseNumber, String reason, BigDecimal amount,
                           String currency, @JsonRawValue String details, String requestedBy, Instant requestedAt,
                           Instant dueAt, String externalId, String status, Instant statusAt, String code,
                           String decidedBy, String comment, String node, Instant closedAt, Instant overdueAt,
                           UUID causeId, List<HistoryEntry> history) {

    /**
     * One thing that was said about a request.
     *
     * @param effect {@code MOVED}, {@code CONFIRMED}, {@code KEPT} or {@code CONFLICT}
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record HistoryEntry(Instant at, Instant recordedAt, String status, String code, String effect,
                               String reason, String actor, String comment, String node, UUID causeId) {
    }

    ApprovalView with(List<HistoryEntry> entries) {
        return new ApprovalView(id, orgId, system, kind, subjectType, subjectId, subject, caseId, caseNumber, reason,
                amount, currency, details, requestedBy, requestedAt, dueAt, externalId, status, statusAt, code,
                decidedBy, comment, node, closedAt, overdueAt, causeId, entries);
    }
}
