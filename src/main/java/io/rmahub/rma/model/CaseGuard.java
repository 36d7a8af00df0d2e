package io.rmahub.rma.model;

import io.rmahub.rma.model.CaseFacts.Approval;
import io.rmahub.rma.model.routing.RepairKind;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;

/** A condition that a move is tied to in {@code config/rules/lifecycle.yaml}, by its name in lower case. */
public enum CaseGuard {

    RESOLUTION_CHOSEN("no resolution is chosen", facts -> facts.resolution() != null),

    RESOLUTION_IS_NO_REJECT("the resolution is REJECT", facts -> facts.resolution() != ResolutionType.REJECT),

    RESOLUTION_IS_NO_REFUND("the resolution is REFUND: nothing is sent to the customer",
            facts -> facts.resolution() != ResolutionType.REFUND),

    RESOLUTION_IS_REFUND("the resolution is not REFUND", facts -> facts.resolution() == ResolutionType.REFUND),

    RESOLUTION_IS_REPAIR_ON_SITE("the resolution is not REPAIR_ON_SITE",
            facts -> facts.resolution() == ResolutionType.REPAIR_ON_SITE),

    RESOLUTION_IS_REPAIR("the resolution is neither REPAIR_ON_SITE nor REPLACE_PART",
            facts -> resolution(facts, EnumSet.of(ResolutionType.REPAIR_ON_SITE, ResolutionType.REPLACE_PART))),

    RESOLUTION_IS_REPLACEMENT("the resolution is neither REPLACE_UNIT nor REPLACE_PART",
            facts -> resolution(facts, EnumSet.of(ResolutionType.REPLACE_UNIT, ResolutionType.REPLACE_PART))),

    RESOLUTION_CAN_END_ON_SITE("the resolution is REFUND or REJECT: no visit brings it about",
            facts -> !resolution(facts, EnumSet.of(ResolutionType.REFUND, ResolutionType.REJECT))),

    NO_APPROVAL_OPEN("an approval was asked for and is not decided",
            facts -> facts.moneyApproval() != Approval.ASKED && facts.exceptionApproval() != Approval.ASKED),

    EXCEPTION_NOT_REFUSED("the exception was refused", facts -> facts.exceptionApproval() != Approval.REFUSED),

    REFUND_APPROVED("a refund needs the approval of money",
            facts -> facts.resolution() != ResolutionType.REFUND || facts.moneyApproval() == Approval.GRANTED),

    PAID_REPAIR_APPROVED("a paid repair needs the approval of money",
            facts -> facts.repairKind() != RepairKind.PAID
                    || !resolution(facts, EnumSet.of(ResolutionType.REPAIR_ON_SITE, ResolutionType.REPLACE_PART))
                    || facts.moneyApproval() == Approval.GRANTED),

    NO_STANDBY_OUT("a stand-by unit is still with the customer", facts -> !facts.standbyOut()),

    UNIT_WITH_US("the unit is not with us", CaseFacts::unitWithUs),

    UNIT_AT_HAND("the unit is not with us, and the resolution is not REPAIR_ON_SITE",
            facts -> facts.unitWithUs() || facts.resolution() == ResolutionType.REPAIR_ON_SITE),

    NO_RETURN_AWAITED("the faulty unit was asked for and has not arrived", facts -> !facts.returnAwaited()),

    REJECTED_UNIT_SENT_BACK("the claim is rejected and the unit is still with us",
            facts -> facts.resolution() != ResolutionType.REJECT || !facts.unitWithUs());

    private final String reason;
    private final Predicate<CaseFacts> holds;

    CaseGuard(String reason, Predicate<CaseFacts> holds) {
        this.reason = reason;
        this.holds = holds;
    }

    /** Why the guard forbids the move, or null when it allows it. */
    public String objection(CaseFacts facts) {
        return holds.test(facts) ? null : reason;
    }

    private static boolean resolution(CaseFacts facts, Set<ResolutionType> types) {
        return facts.resolution() != null && types.contains(facts.resolution());
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
