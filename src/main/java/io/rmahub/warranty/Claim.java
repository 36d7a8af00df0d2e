package io.rmahub.warranty;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.rmahub.engine.jdbc.Sql;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;

/**
 * A claim on a warranty.
 *
 * @param status     {@code PROPOSED} by telemetry, {@code OPEN} (a person judges), {@code AWAITING_APPROVAL},
 *                   {@code APPROVED}, {@code REJECTED}, {@code WITHDRAWN} or {@code CLOSED} with its case
 * @param cspCaseId  the case that works on it; null until it is opened
 * @param outcome    what the rules said
 * @param partsPaid  who pays for parts: {@code FREE}, {@code CONTRACT}, {@code PAID}; null while that is open
 * @param decidedById who decided in the end
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Claim(UUID id, String orgId, UUID warrantyRecordId, UUID cspCaseId, String caseNumber, String kind,
                    String status, String fault, String description, LocalDate reportedOn, String reportedBy,
                    String outcome, String reason, String partsPaid, String labourPaid, BigDecimal amount,
                    String currency,
                    String decidedById, Instant decidedAt, UUID decisionId, UUID approvalId,
                    UUID messageId, @JsonIgnore boolean wantsCase, Instant createdAt,
                    long version) {

    static Claim of(ResultSet row, int index) throws SQLException {
        return new Claim(row.getObject("id", UUID.class), row.getString("org_id"),
                row.getObject("record_id", UUID.class),
                row.getObject("case_id", UUID.class), row.getString("case_number"), row.getString("kind"),
                row.getString("status"), row.getString("fault"), row.getString("description"),
                row.getObject("reported_on", LocalDate.class), row.getString("reported_by"), row.getString("outcome"),
                row.getString("reason"), row.getString("parts_paid"), row.getString("labour_paid"),
                row.getBigDecimal("amount"), row.getString("currency"), row.getString("decided_by"),
                Sql.instant(row, "decided_at"), row.getObject("decision_id", UUID.class),
                row.getObject("approval_id", UUID.class), row.getObject("message_id", UUID.class),
                row.getBoolean("wants_case"), Sql.instant(row, "created_at"), row.getLong("version"));
    }
}
