package io.rmahub.rma;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.rmahub.approval.Approvals;
import io.rmahub.approval.NewApproval;
import io.rmahub.casefact.CaseFact;
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
import java.util.Currency;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** How people choose a resolution and move a case towards it. */
@Component
final class ResolutionCommands {

    private static final int TEXT = 4_000;

    /** Facts that nobody but a person may know of, and what they are called in the timeline. */
    private static final Map<CaseMove, String> TOLD_BY_PEOPLE = Map.of(
            CaseMove.CUSTOMER_ANSWERED, "customer.answered", CaseMove.PARTNER_ANSWERED, "partner.answered",
            CaseMove.CUSTOMER_CONFIRMED, "customer.confirmed", CaseMove.REFUND_PAID, "refund.paid",
            CaseMove.UNIT_RECEIVED, "unit.received");

    private final Lifecycle lifecycle;
    private final CaseMoves moves;
    private final FactEffects effects;
    private final Approvals approvals;
    private final NotedApprovals noted;

    ResolutionCommands(Lifecycle lifecycle, CaseMoves moves, FactEffects effects, Approvals approvals,
                       NotedApprovals noted) {
        this.lifecycle = lifecycle;
        this.moves = moves;
        this.effects = effects;
        this.approvals = approvals;
        this.noted = noted;
    }

    /** Resolution, notes and satisfaction, then the move. */
    Object patch(CaseWork work) {
        CaseInput input = work.input;
        String reason = input.text("reason", TEXT);
        CaseMove move = input.read("move", CaseMove::of, "one of " + List.of(CaseMove.values()));
        CaseStatus status = input.read("status", CaseStatus::valueOf, "one of " + List.of(CaseStatus.values()));
        BigDecimal amount = input.amount("refundAmount");
        String currency = input.read("refundCurrency", text -> Currency.getInstance(text).getCurrencyCode(),
                "a currency, ISO 4217, for example EUR");
        resolution(work);
        if (move != null && status != null) {
            input.wrong("move", "not together with status");
        }
        input.check();
        money(work, amount, currency);
        if (move != null) {
            make(work, move, reason);
        } else if (status != null && status != work.row().status) {
            make(work, towards(work.row(), status), reason);
        }
        return null;
    }

    /** Body: {@code {resolutionType?, resolutionNotes?, csat?, reason?}}. */
    Object close(CaseWork work) {
        String reason = work.input.text("reason", TEXT);
        resolution(work);
        work.input.check();
        make(work, CaseMove.CLOSE, reason);
        return null;
    }

    private void resolution(CaseWork work) {
        CaseRow row = work.row();
        CaseInput input = work.input;
        if (input.has("resolutionType")) {
            ResolutionType type = input.read("resolutionType", ResolutionType::valueOf,
                    "one of " + List.of(ResolutionType.values()));
            if (type != row.resolutionType) {
                choose(work, type);
            }
        }
        if (input.has("resolutionNotes")) {
            String notes = input.text("resolutionNotes", TEXT);
            if (work.worked.field("resolutionNotes", row.resolutionNotes, notes, work.by)) {
                row.resolutionNotes = notes;
            }
        }
        Integer csat = input.number("csat", 1, 5);
        if (csat != null && work.worked.field("csat", row.csat, csat, work.by)) {
            row.csat = csat;
        }
    }

    /** Until something was approved it can be another one; what was approved for the one is not for the other. */
    private void choose(CaseWork work, ResolutionType type) {
        CaseRow row = work.row();
        if (lifecycle.rank(row.status) >= lifecycle.rank(CaseStatus.APPROVED)) {
            throw CaseRefusedException.illegal("The resolution of a case that is " + row.status + " is "
                    + row.resolutionType + "; diagnose it again to choose another", row, options(row));
        }
        work.worked.change("resolution_chosen", "resolutionType", name(row.resolutionType), name(type), null, work.by);
        row.resolutionType = type;
        if (row.huiLianYi == Approval.GRANTED || row.huiLianYi == Approval.REFUSED) {
            row.huiLianYi = Approval.NOT_ASKED;
        }
    }

    private static void money(CaseWork work, BigDecimal amount, String currency) {
        CaseRow row = work.row();
        boolean named = amount != null || currency != null;
        BigDecimal value = amount == null ? row.refundAmount : amount;
        String unit = currency == null ? row.refundCurrency : currency;
        if (named && (value == null || unit == null)) {
            throw CaseRefusedException.invalid("refundAmount and refundCurrency go together");
        }
        if (named && row.huiLianYi == Approval.ASKED) {
            throw CaseRefusedException.conflict("The approval of " + row.refundAmount + " " + row.refundCurrency
                    + " is asked for; the amount cannot change");
        }
        if (named) {
            work.worked.field("refund", row.refundAmount + " " + row.refundCurrency, value + " " + unit, work.by);
            row.refundAmount = value;
            row.refundCurrency = unit;
        }
    }

    private void make(CaseWork work, CaseMove move, String reason) {
        CaseRow row = work.row();
        if ((move == CaseMove.CLOSE || move == CaseMove.REJECT) && !work.caller.mayResolve()) {
            throw CaseRefusedException.forbidden("To reject or close a case takes the scope service.resolve");
        }
        if (TOLD_BY_PEOPLE.containsKey(move)) {
            tell(work, move, reason);
            return;
        }
        if (lifecycle.isFact(move)) {
            throw CaseRefusedException.illegal(move + " is learnt from elsewhere and cannot be asked for", row, options(row));
        }
        if (move == CaseMove.ASK_OA && money(row)) {
            require(row, lifecycle.apply(row.standing(), move, row.facts()));
            ask(work, reason);
        } else {
            require(row, moves.make(work.worked, move, reason, work.by));
        }
    }

    private void require(CaseRow row, MoveOutcome outcome) {
        if (outcome instanceof Refused refused) {
            throw CaseRefusedException.illegal(refused.reason(), row, options(row));
        }
    }

    /** A person says what happened; what cannot have happened now is refused, unlike when a system says it. */
    private void tell(CaseWork work, CaseMove move, String reason) {
        CaseRow row = work.row();
        CaseStatus before = row.status;
        var detail = JsonNodeFactory.instance.objectNode().put("reason", reason);
        if (move == CaseMove.UNIT_RECEIVED) {
            row.unitWithUs = true;
            row.returnAwaited = false;
            work.worked.note("unit.received", null, row.serialNumber, detail, work.by);
        }
        MoveOutcome outcome = move == CaseMove.UNIT_RECEIVED ? moves.make(work.worked, move, reason, work.by)
                : effects.take(work.worked, new CaseFact(row.orgId, row.id, TOLD_BY_PEOPLE.get(move),
                        null, detail, work.by.actor(), work.by.causeId(), work.by.at()));
        if (outcome instanceof Noted noted && noted.timing() != Timing.EARLY) {
            row.status = before;
            throw CaseRefusedException.illegal(noted.reason(), row, options(row));
        }
    }

    /**
     * HuiLianYi approves money: the case waits for it, and its answer moves the case. It learns of the request and of
     * its decision as of any other fact: {@code approval.requested}, {@code approval.approved} …
     */
    private void ask(CaseWork work, String reason) {
        CaseRow row = work.row();
        if (row.huiLianYi == Approval.ASKED) {
            throw CaseRefusedException.conflict("The approval is asked for already");
        }
        String kind = row.resolutionType == ResolutionType.REFUND ? "refund" : "paid-repair";
        NewApproval asked = new NewApproval(row.orgId, kind, "rma", row.id, row.number, row.id,
                reason == null ? kind + " for " + row.number : reason, row.refundAmount, row.refundCurrency, null,
                work.by.actor(), work.by.causeId());
        work.afterwards(() -> approvals.takes(kind) ? approvals.request(asked, work.worked.now).events()
                : noted.ask(asked, work.worked.now));
    }

    private static boolean money(CaseRow row) {
        return row.resolutionType == ResolutionType.REFUND || row.repairKind == RepairKind.PAID
                && (row.resolutionType == ResolutionType.REPAIR_ON_SITE
                        || row.resolutionType == ResolutionType.REPLACE_PART);
    }

    /** The move that leads to this state; one that is allowed before one that is not. */
    private CaseMove towards(CaseRow row, CaseStatus status) {
        return options(row).stream().filter(option -> option.to() == status)
                .min(Comparator.comparing(option -> option.objections().size())).map(MoveOption::move)
                .orElseThrow(() -> CaseRefusedException.illegal("No move leads from " + row.status + " to " + status, row,
                        options(row)));
    }

    /** What people can do here: commands, and facts that they may tell. */
    List<MoveOption> options(CaseRow row) {
        List<MoveOption> options = new ArrayList<>(lifecycle.options(row.status, row.facts()));
        TOLD_BY_PEOPLE.keySet().stream().sorted().forEach(move -> {
            if (lifecycle.apply(row.standing(), move, row.facts()) instanceof Moved moved
                    && moved.standing().status() != row.status) {
                options.add(new MoveOption(move, moved.standing().status(), List.of()));
            }
        });
        return options;
    }

    private static String name(ResolutionType type) {
        return type == null ? null : type.name();
    }
}
