package io.rmahub.rma.model;

import io.rmahub.rma.model.routing.RepairKind;

/**
 * What the guards of a move look at.
 *
 * @param resolution        null while none is chosen
 * @param repairKind        who pays, by the warranty decision
 * @param moneyApproval     how far the approval of money has come
 * @param exceptionApproval how far the approval of an exception of the warranty has come
 * @param standbyOut        a stand-by unit is with the customer
 * @param unitWithUs        the faulty unit is at the service centre
 * @param returnAwaited     the faulty unit was asked for and has not arrived
 */
public record CaseFacts(
        ResolutionType resolution,
        RepairKind repairKind,
        Approval moneyApproval,
        Approval exceptionApproval,
        boolean standbyOut,
        boolean unitWithUs,
        boolean returnAwaited) {

    /** How far an approval has come. */
    public enum Approval {
        NOT_ASKED, ASKED, GRANTED, REFUSED
    }

    /** A case of which nothing is decided. */
    public static final CaseFacts NONE = new CaseFacts(null, RepairKind.UNDECIDED, Approval.NOT_ASKED,
            Approval.NOT_ASKED, false, false, false);

    /** The same with this resolution. */
    public CaseFacts withResolution(ResolutionType chosen) {
        return new CaseFacts(chosen, repairKind, moneyApproval, exceptionApproval, standbyOut, unitWithUs,
                returnAwaited);
    }
}
