package io.rmahub.warranty;

import com.github.f4b6a3.uuid.UuidCreator;
import io.rmahub.approval.Approval;
import io.rmahub.casefact.CaseFactRecorder;
import io.rmahub.engine.processing.Effects;
import io.rmahub.engine.web.IdempotentRequests.Answer;
import io.rmahub.warranty.ApprovalRequests.Wanted;
import io.rmahub.warranty.api.ClaimRequest;
import io.rmahub.warranty.model.ClaimDecision;
import io.rmahub.warranty.model.ClaimQuestion;
import io.rmahub.warranty.model.ClaimQuestion.Kind;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.springframework.stereotype.Component;

/**
 * Claims begin here. What the warranty bears is approved, or waits for an approval when it costs more than the limit;
 * what it does not bear is rejected, unless it is asked for as an exception or the customer pays; what cannot be told
 * is left to a person. Every claim that goes on asks for a case.
 */
@Component
final class ClaimIntake {

    private final ClaimStore store;
    private final CaseRequests caseRequests;
    private final TelemetryEvidence evidence;
    private final RuleSets ruleSets;
    private final ApprovalRequests approvals;
    private final CaseFactRecorder cases;
    private final WarrantySettings settings;

    ClaimIntake(ClaimStore store, CaseRequests caseRequests, TelemetryEvidence evidence, RuleSets ruleSets,
                ApprovalRequests approvals, CaseFactRecorder cases, WarrantySettings settings) {
        this.store = store;
        this.caseRequests = caseRequests;
        this.evidence = evidence;
        this.ruleSets = ruleSets;
        this.approvals = approvals;
        this.cases = cases;
        this.settings = settings;
    }

    /** What becomes of a claim; {@code approvalKind} is what is asked for, or null. */
    private record Course(String status, String approvalKind) {

        boolean isDecided() {
            return status.equals("APPROVED") || status.equals("REJECTED");
        }

        boolean wantsCase() {
            return status.equals("APPROVED") || status.equals("OPEN");
        }
    }

    Function<WarrantyRecord, Answer> claim(WarrantyCommand command, LockedWarranty warranty, ClaimRequest request) {
        LocalDate reported = request.reportedOn() != null ? request.reportedOn()
                : ruleSets.dayAtSite(warranty.state().unit(), command.now());
        ClaimQuestion question = new ClaimQuestion(request.kind(), request.fault(), reported,
                Boolean.TRUE.equals(request.serviceContract()));
        evidence.sohUpTo(warranty.id(), reported).forEach(warranty::observe);
        ClaimDecision decision = ruleSets.inForce().claim(warranty.state(), question);
        UUID decisionId = warranty.addDecision(decision, WarrantyJson.object(question));
        Course course = course(decision, request);
        UUID claimId = store.takeProposal(warranty.id(), question.fault())
                .orElseGet(UuidCreator::getTimeOrderedEpochPlus1);
        UUID approvalId = course.approvalKind() == null ? null : approvals.request(command, warranty,
                new Wanted(course.approvalKind(), question.kind() + " for " + question.fault() + ": "
                        + decision.reason(),
                        request.amount(), request.currency(),
                        WarrantyJson.object().put("action", "claim").put("claimId", claimId.toString())));
        Claim claim = new Claim(claimId, command.orgId(), warranty.id(), null, null, question.kind().name(),
                course.status(), question.fault(), request.description(), reported, command.actor(), decision.result(),
                decision.reason(), name(decision.parts()), name(decision.labour()), request.amount(),
                request.currency(), course.isDecided() ? "warranty rules" : null,
                course.isDecided() ? command.now() : null, decisionId, approvalId, null, course.wantsCase(),
                command.now(), 1);
        add(command, warranty, claim, course);
        return now -> Answers.of(approvalId == null ? 201 : 202, claim);
    }

    private void add(WarrantyCommand command, LockedWarranty warranty, Claim claim, Course course) {
        store.add(List.of(claim));
        warranty.addHistory("claimed", null, claim.status(), ClaimEvents.summary(claim));
        if (course.isDecided()) {
            ClaimEvents.publishDecision(warranty, claim);
        }
        caseRequests.of(claim.id(), command.now()).forEach(command.effects()::enter);
    }

    private Course course(ClaimDecision decision, ClaimRequest request) {
        boolean largeRefund = request.kind() == Kind.REFUND && aboveLimit(settings.refundLimit(), request);
        return switch (decision.outcome()) {
            case ELIGIBLE -> largeRefund ? new Course("AWAITING_APPROVAL", "refund") : new Course("APPROVED", null);
            case EVIDENCE_NEEDED, UNKNOWN -> new Course("OPEN", null);
            case NOT_ELIGIBLE -> notEligible(request);
        };
    }

    private Course notEligible(ClaimRequest request) {
        if (Boolean.TRUE.equals(request.exception())) {
            return new Course("AWAITING_APPROVAL", "warranty-exception");
        } else if (request.kind() != Kind.REPAIR || !Boolean.TRUE.equals(request.acceptPaid())) {
            return new Course("REJECTED", null);
        }
        return aboveLimit(settings.repairLimit(), request)
                ? new Course("AWAITING_APPROVAL", "paid-repair") : new Course("APPROVED", null);
    }

    private boolean aboveLimit(BigDecimal limit, ClaimRequest request) {
        return settings.needsApproval(limit, request.amount(), request.currency());
    }

    /** Locks what a decision on the claim may change beside its warranty; to be called before that is locked. */
    void lockCase(UUID claimId) {
        store.lockCase(claimId);
    }

    /** The approval was decided: the claim goes on by itself, or ends. */
    void decided(LockedWarranty warranty, Approval approval, UUID claimId, String status, Effects effects) {
        store.decide(claimId, status, approval.system(), status.equals("APPROVED"), warranty.now()).ifPresent(claim -> {
            ClaimEvents.decided(warranty, claim);
            caseRequests.of(claimId, warranty.now()).forEach(effects::enter);
            if (claim.cspCaseId() != null) {
                effects.emit(cases.record(
                        List.of(ClaimEvents.caseFact(claim, warranty.context.causeId(), warranty.now())),
                        warranty.now()));
            }
        });
    }

    private static String name(Enum<?> value) {
        return value == null ? null : value.name();
    }
}
