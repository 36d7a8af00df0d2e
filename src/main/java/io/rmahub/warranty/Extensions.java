package io.rmahub.warranty;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rmahub.approval.Approval;
import io.rmahub.engine.web.IdempotentRequests.Answer;
import io.rmahub.warranty.ApprovalRequests.Wanted;
import io.rmahub.warranty.api.AwaitedApproval;
import io.rmahub.warranty.api.ExtendedWarranty;
import io.rmahub.warranty.api.ExtendedWarranty.Extension;
import io.rmahub.warranty.api.ExtensionRequest;
import io.rmahub.warranty.model.ExtensionDecision;
import io.rmahub.warranty.model.Tier;
import io.rmahub.warranty.model.WarrantyFact.Extended;
import java.time.LocalDate;
import java.util.UUID;
import java.util.function.Function;
import org.springframework.stereotype.Component;

/** Extended warranties: bought while their window is open, afterwards only as an approved exception. */
@Component
final class Extensions {

    private static final String LATE = "late-extension";
    private static final int MONTHS_OF_5_YEARS = 60;
    private static final int MONTHS_OF_10_YEARS = 120;

    private final RuleSets ruleSets;
    private final ApprovalRequests approvals;

    Extensions(RuleSets ruleSets, ApprovalRequests approvals) {
        this.ruleSets = ruleSets;
        this.approvals = approvals;
    }

    /** The day of the purchase is today at the site. What the rules refuse can be asked for as an exception. */
    Function<WarrantyRecord, Answer> purchase(WarrantyCommand command, LockedWarranty warranty,
                                              ExtensionRequest request) {
        Tier tier = request.tier();
        LocalDate on = ruleSets.dayAtSite(warranty.state().unit(), command.now());
        ExtensionDecision decision = ruleSets.inForce().extension(warranty.state(), tier, on);
        UUID decisionId = warranty.addDecision(decision,
                WarrantyJson.object().put("tier", tier.name()).put("on", on.toString()));
        if (decision.outcome() == ExtensionDecision.Outcome.ALLOWED) {
            Extension extension = new Extension(tier, decision.reason(), decisionId, decision.priceRef());
            warranty.addFact(new Extended(command.now(), "purchase by " + command.actor(), tier, null, null));
            extended(warranty, tier, WarrantyJson.object(extension));
            return now -> Answers.of(201, new ExtendedWarranty(now, extension), now);
        }
        warranty.addHistory("extension-refused", null, tier.name(), WarrantyJson.object()
                .put("reason", decision.reason()).put("decisionId", decisionId.toString()));
        if (!Boolean.TRUE.equals(request.exception())) {
            return now -> Answers.refused(decision, decisionId);
        }
        UUID approvalId = requestException(command, warranty, tier, decision);
        return now -> Answers.of(202, AwaitedApproval.of(approvalId, decisionId, decision.reason()));
    }

    private UUID requestException(WarrantyCommand command, LockedWarranty warranty, Tier tier,
                                  ExtensionDecision decision) {
        int months = tier == Tier.EXTENDED_5Y ? MONTHS_OF_5_YEARS : MONTHS_OF_10_YEARS;
        UUID approvalId = approvals.request(command, warranty, new Wanted(LATE, tier + " although " + decision.reason(),
                WarrantyJson.object().put("action", "extend").put("addsMonths", months)));
        warranty.addHistory("exception-requested", null, LATE,
                WarrantyJson.object().put("approvalId", approvalId.toString()));
        return approvalId;
    }

    /** The exception was approved: goodwill, for as long as was asked for. */
    void approved(LockedWarranty warranty, Approval approval, int addsMonths) {
        warranty.addFact(new Extended(warranty.now(), approval.system(), Tier.GOODWILL, addsMonths,
                approval.id().toString()));
        extended(warranty, Tier.GOODWILL, WarrantyJson.object().put("tier", Tier.GOODWILL.name())
                .put("reason", "approved as an exception by " + approval.system())
                .put("approvalId", approval.id().toString()));
    }

    private static void extended(LockedWarranty warranty, Tier tier, ObjectNode about) {
        warranty.addHistory("extended", warranty.before.tier(), tier.name(), about);
        warranty.addEvent("warranty.extended.v1", WarrantyJson.object().set("extension", about));
    }
}
