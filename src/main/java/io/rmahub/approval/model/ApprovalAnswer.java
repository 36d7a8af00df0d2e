package io.rmahub.approval.model;

import java.time.Instant;

/**
 * What an approval system said about one request.
 *
 * @param externalId the system's own id of the request, or null
 * @param reference  the hub's id of the request, if the system gives it back; or null
 * @param status     never {@code REQUESTED}
 * @param code       the status as the system wrote it
 * @param approver   who said so, or null
 * @param at         when it was said, by the system's clock
 */
public record ApprovalAnswer(String externalId, String reference, ApprovalStatus status, String code, String approver,
                             String comment, String node, Instant at) {
}
