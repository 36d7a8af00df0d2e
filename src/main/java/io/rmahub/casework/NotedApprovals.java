package io.rmahub.casework;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rmahub.delivery.DomainEvent;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Where no system is asked: notes on the case that it waits for an approval; whoever approves reads it there. */
@Component
@Order(Ordered.LOWEST_PRECEDENCE)
final class NotedApprovals implements RefundApprovals {

    private final CaseProgress progress;

    NotedApprovals(CaseProgress progress) {
        this.progress = progress;
    }

    @Override
    public boolean takes(String kind) {
        return true;
    }

    @Override
    public List<DomainEvent> ask(Connection connection, Request request, Instant now) throws SQLException {
        ObjectNode detail = JsonNodeFactory.instance.objectNode().put("kind", request.kind())
                .put("system", "huilianyi").put("reason", request.reason());
        if (request.amount() != null) {
            detail.put("amount", request.amount().toPlainString()).put("currency", request.currency());
        }
        return progress.apply(connection, List.of(new CaseFact(request.orgId(), request.caseId(),
                "approval.requested", request.kind(), detail, request.requestedBy(), request.causeId(), now)), now);
    }
}
