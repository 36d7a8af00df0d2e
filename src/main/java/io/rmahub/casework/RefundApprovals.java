package io.rmahub.casework;

import io.rmahub.delivery.DomainEvent;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * Asks whoever approves money, before it is promised to a customer. The case learns of the request and of its
 * decision as of any other fact: {@code approval.requested}, {@code approval.approved}, {@code approval.refused}.
 */
public interface RefundApprovals {

    /**
     * What is to be approved.
     *
     * @param kind     {@code refund} or {@code paid-repair}
     * @param amount   with {@code currency} (ISO 4217), or both null
     */
    record Request(String orgId, UUID caseId, String number, String kind, String reason, BigDecimal amount,
                   String currency, String requestedBy, UUID causeId) {
    }

    /** Whether it asks somebody about this kind. */
    boolean takes(String kind);

    /** Asks in the caller's transaction; returns what goes out with it. */
    List<DomainEvent> ask(Connection connection, Request request, Instant now) throws SQLException;
}
