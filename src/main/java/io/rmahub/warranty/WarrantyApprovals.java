package io.rmahub.warranty;

import com.fasterxml.jackson.databind.JsonNode;
import io.rmahub.approval.Approval;
import io.rmahub.approval.ApprovalListener;
import io.rmahub.approval.model.ApprovalStatus;
import io.rmahub.engine.delivery.DomainEvent;
import io.rmahub.warranty.WarrantyService.ChangeContext;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** Goes on with a warranty when an OA system has decided on what was asked about it. */
@Component
final class WarrantyApprovals implements ApprovalListener {

    private final ObjectProvider<WarrantyService> desk;
    private final ObjectProvider<ClaimIntake> claims;
    private final ObjectProvider<Extensions> extensions;
    private final ObjectProvider<Voids> voids;
    private final Clock clock;

    /** Claims ask for approvals themselves, so what goes on is looked up when it is needed. */
    WarrantyApprovals(ObjectProvider<WarrantyService> desk, ObjectProvider<ClaimIntake> claims,
                      ObjectProvider<Extensions> extensions, ObjectProvider<Voids> voids, Clock clock) {
        this.desk = desk;
        this.claims = claims;
        this.extensions = extensions;
        this.voids = voids;
        this.clock = clock;
    }

    @Override
    public void decided(Approval approval, List<DomainEvent> out) {
        if (!Exceptions.SUBJECT.equals(approval.subjectType())) {
            return;
        }
        ChangeContext by = new ChangeContext(approval.system(), approval.id(), clock.instant());
        LockedWarranty worked = desk.getObject().lock(approval.orgId(), approval.subjectId(), by);
        JsonNode asked = DeskJson.tree(approval.details());
        boolean approved = approval.status() == ApprovalStatus.APPROVED;
        switch (asked.path("action").asText()) {
            case "extend" -> extend(worked, approval, approved, asked.path("addsMonths").asInt());
            case "reinstate" -> voids.getObject().decided(worked, approval, approved,
                    UUID.fromString(asked.path("voidId").asText()));
            case "claim" -> claims.getObject().decided(worked, approval,
                    UUID.fromString(asked.path("claimId").asText()), status(approval.status()));
            default -> worked.note("approval-decided", null, approval.status().name(),
                    DeskJson.object().put("approvalId", approval.id().toString()));
        }
        out.addAll(desk.getObject().finish(List.of(worked)));
    }

    private void extend(LockedWarranty worked, Approval approval, boolean approved, int addsMonths) {
        if (approved) {
            extensions.getObject().approved(worked, approval, addsMonths);
        } else {
            worked.note("exception-refused", null, approval.kind(),
                    DeskJson.object().put("approvalId", approval.id().toString()));
        }
    }

    private static String status(ApprovalStatus status) {
        return status == ApprovalStatus.APPROVED ? "APPROVED" : status == ApprovalStatus.REFUSED ? "REJECTED" : "WITHDRAWN";
    }
}
