package io.rmahub.warranty;

import com.fasterxml.jackson.databind.JsonNode;
import io.rmahub.approval.Approval;
import io.rmahub.approval.ApprovalListener;
import io.rmahub.approval.model.ApprovalStatus;
import io.rmahub.engine.processing.Effects;
import io.rmahub.warranty.WarrantyService.ChangeContext;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Goes on with a warranty when the approval of what was asked about it is decided. */
@Component
final class WarrantyApprovals implements ApprovalListener {

    private final WarrantyService warranties;
    private final ClaimIntake claims;
    private final Extensions extensions;
    private final Voids voids;
    private final Clock clock;

    WarrantyApprovals(WarrantyService warranties, ClaimIntake claims, Extensions extensions, Voids voids, Clock clock) {
        this.warranties = warranties;
        this.claims = claims;
        this.extensions = extensions;
        this.voids = voids;
        this.clock = clock;
    }

    @Override
    public void decided(Approval approval, Effects effects) {
        if (!ApprovalRequests.SUBJECT.equals(approval.subjectType())) {
            return;
        }
        JsonNode details = WarrantyJson.tree(approval.details());
        String action = details.path("action").asText();
        if (action.equals("claim")) {
            claims.lockCase(id(details, "claimId"));
        }
        ChangeContext context = new ChangeContext(approval.system(), approval.id(), clock.instant());
        LockedWarranty warranty = warranties.lock(approval.orgId(), approval.subjectId(), context);
        boolean approved = approval.status() == ApprovalStatus.APPROVED;
        switch (action) {
            case "extend" -> extend(warranty, approval, approved, details.path("addsMonths").asInt());
            case "reinstate" -> voids.decided(warranty, approval, approved, id(details, "voidId"));
            case "claim" -> claims.decided(warranty, approval, id(details, "claimId"), status(approval.status()),
                    effects);
            default -> warranty.addHistory("approval-decided", null, approval.status().name(),
                    WarrantyJson.object().put("approvalId", approval.id().toString()));
        }
        effects.emit(warranties.finish(List.of(warranty)));
    }

    private void extend(LockedWarranty warranty, Approval approval, boolean approved, int addsMonths) {
        if (approved) {
            extensions.approved(warranty, approval, addsMonths);
        } else {
            warranty.addHistory("exception-refused", null, approval.kind(),
                    WarrantyJson.object().put("approvalId", approval.id().toString()));
        }
    }

    private static UUID id(JsonNode details, String field) {
        return UUID.fromString(details.path(field).asText());
    }

    private static String status(ApprovalStatus status) {
        return switch (status) {
            case APPROVED -> "APPROVED";
            case REFUSED -> "REJECTED";
            default -> "WITHDRAWN";
        };
    }
}
