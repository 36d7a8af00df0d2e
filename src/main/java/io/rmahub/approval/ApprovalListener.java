package io.rmahub.approval;

import io.rmahub.engine.processing.Effects;

/** Goes on when a request has its final decision. Every bean of this kind is called for every decision. */
public interface ApprovalListener {

    /**
     * Called once for each request, in the transaction that learnt the decision; calls nothing outside of the
     * database.
     *
     * @param approval approved, refused or withdrawn
     * @param effects  takes what other systems are to be told, and messages that follow from the decision
     */
    void decided(Approval approval, Effects effects);
}
