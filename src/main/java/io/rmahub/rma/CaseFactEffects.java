package io.rmahub.rma;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rmahub.casefact.CaseFact;
import io.rmahub.rma.model.CaseFacts.Approval;
import io.rmahub.rma.model.CaseMove;
import io.rmahub.rma.model.CaseStatus;
import io.rmahub.rma.model.MoveOutcome;
import io.rmahub.rma.model.MoveOutcome.Moved;
import io.rmahub.rma.model.MoveOutcome.Noted;
import io.rmahub.rma.model.MoveOutcome.Refused;
import io.rmahub.rma.model.ResolutionType;
import io.rmahub.rma.model.routing.RoutingRules;
import io.rmahub.warranty.model.CoverageOutcome;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Component;

/**
 * What a fact from elsewhere does to a case. Each is a line in the timeline, with its effect; of a kind that is not
 * known here it is nothing but that.
 */
@Component
final class CaseFactEffects {

    /** The carrier has it. Delayed or on hold may also be said of what nobody has handed in yet. */
    private static final Set<String> TRAVELLING =
            Set.of("picked-up", "in-transit", "out-for-delivery", "ready-for-pickup", "delivery-failed");

    private final CaseMoves moves;
    private final PartsLedger parts;
    private final StandbyUnits standby;
    private final RoutingRules routing;
    private final ApprovalKinds approvalKinds;

    CaseFactEffects(CaseMoves moves, PartsLedger parts, StandbyUnits standby, RoutingRules routing,
                    ApprovalKinds approvalKinds) {
        this.moves = moves;
        this.parts = parts;
        this.standby = standby;
        this.routing = routing;
        this.approvalKinds = approvalKinds;
    }

    /** Takes the fact to the case. Returns what became of the move that it means, or null if it means none. */
    MoveOutcome take(LockedCase lockedCase, CaseFact fact) {
        ChangeContext context = new ChangeContext(fact.actor(), fact.causeId(), fact.occurredAt());
        ObjectNode detail = fact.detail() instanceof ObjectNode given ? given.deepCopy()
                : JsonNodeFactory.instance.objectNode();
        lockedCase.note(fact.kind(), null, fact.toValue(), detail, context);
        MoveOutcome outcome = effect(lockedCase, fact, detail, context);
        String effect = outcome instanceof Moved || outcome instanceof Noted ? outcome.reason() : null;
        if (effect != null) {
            detail.put("effect", effect);
        }
        return outcome;
    }

    private MoveOutcome effect(LockedCase lockedCase, CaseFact fact, ObjectNode detail, ChangeContext context) {
        String kind = fact.kind();
        if (kind.startsWith("shipment.")) {
            return parcel(lockedCase, kind.substring("shipment.".length()), detail, context);
        } else if (kind.startsWith("approval.")) {
            return approval(lockedCase, kind.substring("approval.".length()), detail, context);
        }
        return switch (kind) {
            case "visit.started" -> moveIfLegal(lockedCase, CaseMove.START_REPAIR, context);
            case "visit.completed" -> move(lockedCase, CaseMove.VISIT_COMPLETED, "the visit was completed", context);
            case "visit.failed" -> move(lockedCase, CaseMove.VISIT_WITHOUT_RESULT, "the visit had no result", context);
            case "asset.reported" -> {
                fill(lockedCase.row, detail.path("filled"));
                yield null;
            }
            case "part.used" -> {
                parts.bookReported(lockedCase, detail, context);
                yield null;
            }
            case "standby.returned" -> returned(lockedCase, detail, context);
            case "customer.answered" -> move(lockedCase, CaseMove.CUSTOMER_ANSWERED, null, context);
            case "partner.answered" -> move(lockedCase, CaseMove.PARTNER_ANSWERED, null, context);
            case "customer.confirmed" -> move(lockedCase, CaseMove.CUSTOMER_CONFIRMED, null, context);
            case "refund.paid" -> move(lockedCase, CaseMove.REFUND_PAID, null, context);
            case "warranty.claim-decided" -> warranty(lockedCase, detail, context);
            default -> null;
        };
    }

    private MoveOutcome parcel(LockedCase lockedCase, String status, ObjectNode detail, ChangeContext context) {
        return switch (detail.path("direction").asText()) {
            case "INBOUND_FAULTY" -> inbound(lockedCase, status, context);
            case "OUTBOUND_REPLACEMENT" -> outbound(lockedCase, status, context);
            case "STANDBY_BACK" -> status.equals("delivered") ? returned(lockedCase, detail, context) : null;
            default -> null;
        };
    }

    private MoveOutcome inbound(LockedCase lockedCase, String status, ChangeContext context) {
        CaseRow row = lockedCase.row;
        if (status.equals("pending")) {
            row.returnAwaited = !row.unitWithUs;
            return moveIfLegal(lockedCase, CaseMove.EXPECT_UNIT, context);
        } else if (status.equals("delivered")) {
            row.unitWithUs = true;
            row.returnAwaited = false;
            return move(lockedCase, CaseMove.UNIT_RECEIVED, "courier in: delivered", context);
        } else if (status.equals("cancelled")) {
            row.returnAwaited = false;
            return null;
        }
        return TRAVELLING.contains(status)
                ? move(lockedCase, CaseMove.UNIT_DISPATCHED, "courier in: " + status, context) : null;
    }

    private MoveOutcome outbound(LockedCase lockedCase, String status, ChangeContext context) {
        if (status.equals("pending")) {
            return moveIfLegal(lockedCase, CaseMove.SHIP_OUT, context);
        } else if (status.equals("delivered")) {
            MoveOutcome outcome = move(lockedCase, CaseMove.UNIT_DELIVERED, "courier out: delivered", context);
            goesBack(lockedCase.row);
            return outcome;
        } else if (status.equals("returned")) {
            lockedCase.row.unitWithUs |= lockedCase.row.resolutionType != ResolutionType.REPLACE_UNIT;
            return move(lockedCase, CaseMove.UNIT_CAME_BACK, "courier out: given back to us", context);
        } else if (!TRAVELLING.contains(status)) {
            return null;
        }
        MoveOutcome outcome = move(lockedCase, CaseMove.UNIT_SHIPPED, "courier out: " + status, context);
        goesBack(lockedCase.row);
        return outcome;
    }

    /** What travels to the customer is the unit itself, unless it was replaced. */
    private static void goesBack(CaseRow row) {
        if (row.resolutionType != ResolutionType.REPLACE_UNIT && row.resolutionType != null) {
            row.unitWithUs = false;
        }
    }

    private MoveOutcome approval(LockedCase lockedCase, String status, ObjectNode detail, ChangeContext context) {
        Approval approval = switch (status) {
            case "requested" -> Approval.ASKED;
            case "approved" -> Approval.GRANTED;
            case "refused" -> Approval.REFUSED;
            case "withdrawn" -> Approval.NOT_ASKED;
            default -> null;
        };
        if (approval == null) {
            return null;
        }
        switch (approvalKinds.of(detail.path("kind").asText(), detail.path("system").asText())) {
            case MONEY -> lockedCase.row.moneyApproval = approval;
            case EXCEPTION -> lockedCase.row.exceptionApproval = approval;
        }
        return switch (approval) {
            case ASKED -> moveIfLegal(lockedCase, CaseMove.ASK_OA, context);
            case GRANTED -> move(lockedCase, CaseMove.APPROVAL_GRANTED, "approved by the OA", context);
            case REFUSED -> move(lockedCase, CaseMove.APPROVAL_REFUSED, "refused by the OA", context);
            case NOT_ASKED -> lockedCase.row.status == CaseStatus.WAITING_FOR_OA
                    ? moveIfLegal(lockedCase, CaseMove.DIAGNOSE, context) : null;
        };
    }

    private MoveOutcome returned(LockedCase lockedCase, ObjectNode detail, ChangeContext context) {
        String serial = detail.path("serialNumber").asText(null);
        if (!standby.comeBack(lockedCase, serial, context)) {
            detail.put("effect", "no stand-by unit of the case is out by that number");
            return null;
        }
        return move(lockedCase, CaseMove.STANDBY_RETURNED, null, context);
    }

    /** Whoever reports it has seen that the case has nothing of its own there. */
    private static void fill(CaseRow row, JsonNode filled) {
        row.firmware = filled.path("firmware").asText(row.firmware);
        if (filled.has("faultCodes")) {
            List<String> codes = new ArrayList<>();
            filled.path("faultCodes").forEach(code -> codes.add(code.asText()));
            row.faultCodes = codes;
        }
    }

    private MoveOutcome warranty(LockedCase lockedCase, JsonNode detail, ChangeContext context) {
        String outcome = detail.path("outcome").asText();
        Arrays.stream(CoverageOutcome.values()).filter(known -> known.name().equals(outcome)).findFirst()
                .ifPresent(decided -> {
                    lockedCase.row.warrantyOutcome = outcome;
                    repairKind(lockedCase, context);
                });
        return null;
    }

    /** Who pays, by the warranty decision and the contract. */
    void repairKind(LockedCase lockedCase, ChangeContext context) {
        CaseRow row = lockedCase.row;
        var decided = routing.repairKind(CoverageOutcome.valueOf(row.warrantyOutcome), row.underContract);
        if (decided.kind() != row.repairKind) {
            lockedCase.change("repair_kind_decided", "repairKind", row.repairKind.wireName(), decided.kind().wireName(),
                    decided.reason(), context);
            row.repairKind = decided.kind();
        }
    }

    private MoveOutcome move(LockedCase lockedCase, CaseMove move, String reason, ChangeContext context) {
        return moves.make(lockedCase, move, reason, context);
    }

    /** A command that goes with the fact, if it is possible here. */
    private MoveOutcome moveIfLegal(LockedCase lockedCase, CaseMove command, ChangeContext context) {
        MoveOutcome outcome = moves.make(lockedCase, command, null, context);
        return outcome instanceof Refused ? null : outcome;
    }
}
