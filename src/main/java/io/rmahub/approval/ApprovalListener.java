package io.rmahub.approval;

import io.rmahub.engine.processing.Effects;

/** Goes on when a request has its final decision. Every bean of this kind is called for every decision. */
public interface ApprovalListener {

    /**
     * Called once for each request, in the transaction that learnt the decision; calls nothing outside of the
     * database.
     *
     * @param approval approved, refused or withdrawn
     * @param effects  takes the events that leave the hub because of it, and messages that follow from it
     */
    void decided(Approval approval, Effects effects);
}
