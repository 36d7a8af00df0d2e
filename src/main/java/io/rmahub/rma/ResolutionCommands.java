package io.rmahub.rma;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.rmahub.approval.Approvals;
import io.rmahub.approval.NewApproval;
import io.rmahub.casefact.CaseFact;
import io.rmahub.engine.access.Scope;
import io.rmahub.engine.web.RefusedException;
import io.rmahub.rma.api.CaseClosing;
import io.rmahub.rma.api.CasePatch;
import io.rmahub.rma.model.CaseFacts.Approval;
import io.rmahub.rma.model.CaseMove;
import io.rmahub.rma.model.CaseStatus;
import io.rmahub.rma.model.Lifecycle;
import io.rmahub.rma.model.MoveOutcome;
import io.rmahub.rma.model.MoveOutcome.MoveOption;
import io.rmahub.rma.model.MoveOutcome.Moved;
import io.rmahub.rma.model.MoveOutcome.Noted;
import io.rmahub.rma.model.MoveOutcome.Refused;
import io.rmahub.rma.model.MoveOutcome.Timing;
import io.rmahub.rma.model.ResolutionType;
import io.rmahub.rma.model.routing.RepairKind;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.openapitools.jackson.nullable.JsonNullable;
import org.springframework.stereotype.Component;

/** How people choose a resolution and move a case towards it. */
@Component
final class ResolutionCommands {

    /** Facts that people may report, for nobody else may know of them, and what the timeline calls them. */
    private static final Map<CaseMove, String> REPORTABLE = Map.of(
            CaseMove.CUSTOMER_ANSWERED, "customer.answered", CaseMove.PARTNER_ANSWERED, "partner.answered",
            CaseMove.CUSTOMER_CONFIRMED, "customer.confirmed", CaseMove.REFUND_PAID, "refund.paid",
            CaseMove.UNIT_RECEIVED, "unit.received");

    private final Lifecycle lifecycle;
    private final CaseMoves moves;
    private final CaseFactEffects effects;
    private final Approvals approvals;
    private final ManualApprovals manualApprovals;

    ResolutionCommands(Lifecycle lifecycle, CaseMoves moves, CaseFactEffects effects, Approvals approvals,
                       ManualApprovals manualApprovals) {
        this.lifecycle = lifecycle;
        this.moves = moves;
        this.effects = effects;
        this.approvals = approvals;
        this.manualApprovals = manualApprovals;
    }

    /** Resolution, notes and satisfaction, then the move. */
    void patch(CaseCommandContext command, CasePatch patch) {
        CaseRow row = command.row();
        resolution(command, patch.resolutionType(), patch.resolutionNotes(), patch.csat());
        refund(command, patch.refundAmount(), patch.refundCurrency());
        if (patch.move() != null) {
            make(command, patch.move(), patch.reason());
        } else if (patch.status() != null && patch.status() != row.status) {
            make(command, towards(row, patch.status()), patch.reason());
        }
    }

    Object close(CaseCommandContext command, CaseClosing closing) {
        resolution(command, closing.resolutionType(), closing.resolutionNotes(), closing.csat());
        make(command, CaseMove.CLOSE, closing.reason());
        return null;
    }

    private void resolution(CaseCommandContext command, JsonNullable<ResolutionType> type, JsonNullable<String> notes,
                            Integer csat) {
        CaseRow row = command.row();
        if (type.isPresent() && type.get() != row.resolutionType) {
            choose(command, type.get());
        }
        if (notes.isPresent()
                && command.lockedCase.field("resolutionNotes", row.resolutionNotes, notes.get(), command.context)) {
            row.resolutionNotes = notes.get();
        }
        if (csat != null && command.lockedCase.field("csat", row.csat, csat, command.context)) {
            row.csat = csat;
        }
    }

    /** Until something was approved it can be another one; what was approved for the one is not for the other. */
    private void choose(CaseCommandContext command, ResolutionType type) {
        CaseRow row = command.row();
        if (lifecycle.rank(row.status) >= lifecycle.rank(CaseStatus.APPROVED)) {
            throw CaseRefusals.illegalMove("The resolution of a case that is " + row.status + " is "
                    + row.resolutionType + "; diagnose it again to choose another", row, options(row));
        }
        command.lockedCase.change("resolution_chosen", "resolutionType", name(row.resolutionType), name(type), null,
                command.context);
        row.resolutionType = type;
        if (row.moneyApproval == Approval.GRANTED || row.moneyApproval == Approval.REFUSED) {
            row.moneyApproval = Approval.NOT_ASKED;
        }
    }

    private static void refund(CaseCommandContext command, BigDecimal amount, String currency) {
        CaseRow row = command.row();
        boolean named = amount != null || currency != null;
        BigDecimal value = amount == null ? row.refundAmount : amount;
        String unit = currency == null ? row.refundCurrency : currency;
        if (named && (value == null || unit == null)) {
            throw RefusedException.invalid(value == null ? "/refundAmount" : "/refundCurrency",
                    "required: refundAmount and refundCurrency go together");
        }
        if (named && row.moneyApproval == Approval.ASKED) {
            throw RefusedException.conflict("The approval of " + row.refundAmount + " " + row.refundCurrency
                    + " is asked for; the amount cannot change");
        }
        if (named) {
            command.lockedCase.field("refund", row.refundAmount + " " + row.refundCurrency, value + " " + unit,
                    command.context);
            row.refundAmount = value;
            row.refundCurrency = unit;
        }
    }

    private void make(CaseCommandContext command, CaseMove move, String reason) {
        CaseRow row = command.row();
        if ((move == CaseMove.CLOSE || move == CaseMove.REJECT)
                && !command.caller.principal().may(Scope.SERVICE_RESOLVE)) {
            throw RefusedException.forbidden("To reject or close a case takes the scope service.resolve");
        }
        if (REPORTABLE.containsKey(move)) {
            report(command, move, reason);
            return;
        }
        if (lifecycle.isFact(move)) {
            throw CaseRefusals.illegalMove(move + " is learnt from elsewhere and cannot be asked for", row,
                    options(row));
        }
        if (move == CaseMove.ASK_OA && needsMoneyApproval(row)) {
            require(row, lifecycle.apply(row.position(), move, row.facts()));
            requestApproval(command, reason);
        } else {
            require(row, moves.make(command.lockedCase, move, reason, command.context));
        }
    }

    private void require(CaseRow row, MoveOutcome outcome) {
        if (outcome instanceof Refused refused) {
            throw CaseRefusals.illegalMove(refused.reason(), row, options(row));
        }
    }

    /** A person says what happened; what cannot have happened now is refused, unlike when a system says it. */
    private void report(CaseCommandContext command, CaseMove move, String reason) {
        CaseRow row = command.row();
        CaseStatus before = row.status;
        var detail = JsonNodeFactory.instance.objectNode().put("reason", reason);
        if (move == CaseMove.UNIT_RECEIVED) {
            row.unitWithUs = true;
            row.returnAwaited = false;
            command.lockedCase.note("unit.received", null, row.serialNumber, detail, command.context);
        }
        MoveOutcome outcome = move == CaseMove.UNIT_RECEIVED
                ? moves.make(command.lockedCase, move, reason, command.context)
                : effects.take(command.lockedCase, new CaseFact(row.orgId, row.id, REPORTABLE.get(move),
                        null, detail, command.context.actor(), command.context.causeId(), command.context.at()));
        if (outcome instanceof Noted noted && noted.timing() != Timing.EARLY) {
            row.status = before;
            throw CaseRefusals.illegalMove(noted.reason(), row, options(row));
        }
    }

    /**
     * Money has to be approved: the case waits for it, and the decision moves the case. It learns of the request and of
     * the decision as of any other fact: {@code approval.requested}, {@code approval.approved} …
     */
    private void requestApproval(CaseCommandContext command, String reason) {
        CaseRow row = command.row();
        if (row.moneyApproval == Approval.ASKED) {
            throw RefusedException.conflict("The approval is asked for already");
        }
        String kind = row.resolutionType == ResolutionType.REFUND ? "refund" : "paid-repair";
        NewApproval approval = new NewApproval(row.orgId, kind, "rma", row.id, row.number, row.id,
                reason == null ? kind + " for " + row.number : reason, row.refundAmount, row.refundCurrency, null,
                command.context.actor(), command.context.causeId());
        command.afterwards(() -> approvals.takes(kind) ? approvals.request(approval, command.lockedCase.now).events()
                : manualApprovals.request(approval, command.lockedCase.now));
    }

    private static boolean needsMoneyApproval(CaseRow row) {
        return row.resolutionType == ResolutionType.REFUND || row.repairKind == RepairKind.PAID
                && (row.resolutionType == ResolutionType.REPAIR_ON_SITE
                        || row.resolutionType == ResolutionType.REPLACE_PART);
    }

    /** The move that leads to this state; one that is allowed before one that is not. */
    private CaseMove towards(CaseRow row, CaseStatus status) {
        return options(row).stream().filter(option -> option.to() == status)
                .min(Comparator.comparing(option -> option.objections().size())).map(MoveOption::move)
                .orElseThrow(() -> CaseRefusals.illegalMove("No move leads from " + row.status + " to " + status, row,
                        options(row)));
    }

    /** What people can do here: commands, and facts that they may report. */
    List<MoveOption> options(CaseRow row) {
        List<MoveOption> options = new ArrayList<>(lifecycle.options(row.status, row.facts()));
        REPORTABLE.keySet().stream().sorted().forEach(move -> {
            if (lifecycle.apply(row.position(), move, row.facts()) instanceof Moved moved
                    && moved.position().status() != row.status) {
                options.add(new MoveOption(move, moved.position().status(), List.of()));
            }
        });
        return options;
    }

    private static String name(ResolutionType type) {
        return type == null ? null : type.name();
    }
}
