package io.rmahub.approval;

import io.rmahub.engine.delivery.DomainEvent;
import java.util.List;

/** Goes on when a request has its final decision. Every bean of this kind is called for every decision. */
public interface ApprovalListener {

    /**
     * Called once for each request, in the transaction that learnt the decision; calls nothing outside of the
     * database.
     *
     * @param approval approved, refused or withdrawn
     * @param out      takes the events that leave the hub because of it
     */
    void decided(Approval approval, List<DomainEvent> out);
}
