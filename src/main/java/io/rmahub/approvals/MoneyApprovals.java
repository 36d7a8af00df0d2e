package io.rmahub.approvals;

import io.rmahub.casework.RefundApprovals;
import io.rmahub.delivery.DomainEvent;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Lets cases ask the system that approves money. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
final class MoneyApprovals implements RefundApprovals {

    private final Approvals approvals;

    MoneyApprovals(Approvals approvals) {
        this.approvals = approvals;
    }

    @Override
    public boolean takes(String kind) {
        return approvals.takes(kind);
    }

    @Override
    public List<DomainEvent> ask(Connection connection, Request asked, Instant now) throws SQLException {
        return approvals.request(connection, new NewApproval(asked.orgId(), asked.kind(), "rma", asked.caseId(),
                asked.number(), asked.caseId(), asked.reason(), asked.amount(), asked.currency(), null,
                asked.requestedBy(), asked.causeId()), now).events();
    }
}
