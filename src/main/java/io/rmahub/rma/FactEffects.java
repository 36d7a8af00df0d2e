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
final class FactEffects {

    /** The carrier has it. Delayed or on hold may also be said of what nobody has handed in yet. */
    private static final Set<String> TRAVELLING =
            Set.of("picked-up", "in-transit", "out-for-delivery", "ready-for-pickup", "delivery-failed");

    private final CaseMoves moves;
    private final PartsLedger parts;
    private final StandbyUnits standby;
    private final RoutingRules routing;

    FactEffects(CaseMoves moves, PartsLedger parts, StandbyUnits standby, RoutingRules routing) {
        this.moves = moves;
        this.parts = parts;
        this.standby = standby;
        this.routing = routing;
    }

    /** Takes the fact to the case. Returns what became of the move that it means, or null if it means none. */
    MoveOutcome take(LockedCase worked, CaseFact fact) {
        ChangeContext by = new ChangeContext(fact.actor(), fact.causeId(), fact.occurredAt());
        ObjectNode detail = fact.detail() instanceof ObjectNode given ? given.deepCopy()
                : JsonNodeFactory.instance.objectNode();
        worked.note(fact.kind(), null, fact.toValue(), detail, by);
        MoveOutcome outcome = effect(worked, fact, detail, by);
        String effect = outcome instanceof Moved || outcome instanceof Noted ? outcome.reason() : null;
        if (effect != null) {
            detail.put("effect", effect);
        }
        return outcome;
    }

    private MoveOutcome effect(LockedCase worked, CaseFact fact, ObjectNode detail, ChangeContext by) {
        String kind = fact.kind();
        if (kind.startsWith("shipment.")) {
            return parcel(worked, kind.substring("shipment.".length()), detail, by);
        } else if (kind.startsWith("approval.")) {
            return approval(worked, kind.substring("approval.".length()), detail, by);
        }
        return switch (kind) {
            case "visit.started" -> quietly(worked, CaseMove.START_REPAIR, by);
            case "visit.completed" -> move(worked, CaseMove.VISIT_COMPLETED, "the visit was completed", by);
            case "visit.failed" -> move(worked, CaseMove.VISIT_WITHOUT_RESULT, "the visit had no result", by);
            case "asset.reported" -> {
                fill(worked.row, detail.path("filled"));
                yield null;
            }
            case "part.used" -> {
                parts.used(worked, detail, by);
                yield null;
            }
            case "standby.returned" -> returned(worked, detail, by);
            case "customer.answered" -> move(worked, CaseMove.CUSTOMER_ANSWERED, null, by);
            case "partner.answered" -> move(worked, CaseMove.PARTNER_ANSWERED, null, by);
            case "customer.confirmed" -> move(worked, CaseMove.CUSTOMER_CONFIRMED, null, by);
            case "refund.paid" -> move(worked, CaseMove.REFUND_PAID, null, by);
            case "warranty.claim-decided" -> warranty(worked, detail, by);
            default -> null;
        };
    }

    private MoveOutcome parcel(LockedCase worked, String status, ObjectNode detail, ChangeContext by) {
        return switch (detail.path("direction").asText()) {
            case "INBOUND_FAULTY" -> inbound(worked, status, by);
            case "OUTBOUND_REPLACEMENT" -> outbound(worked, status, by);
            case "STANDBY_BACK" -> status.equals("delivered") ? returned(worked, detail, by) : null;
            default -> null;
        };
    }

    private MoveOutcome inbound(LockedCase worked, String status, ChangeContext by) {
        CaseRow row = worked.row;
        if (status.equals("pending")) {
            row.returnAwaited = !row.unitWithUs;
            return quietly(worked, CaseMove.EXPECT_UNIT, by);
        } else if (status.equals("delivered")) {
            row.unitWithUs = true;
            row.returnAwaited = false;
            return move(worked, CaseMove.UNIT_RECEIVED, "courier in: delivered", by);
        } else if (status.equals("cancelled")) {
            row.returnAwaited = false;
            return null;
        }
        return TRAVELLING.contains(status) ? move(worked, CaseMove.UNIT_DISPATCHED, "courier in: " + status, by) : null;
    }

    private MoveOutcome outbound(LockedCase worked, String status, ChangeContext by) {
        if (status.equals("pending")) {
            return quietly(worked, CaseMove.SHIP_OUT, by);
        } else if (status.equals("delivered")) {
            MoveOutcome outcome = move(worked, CaseMove.UNIT_DELIVERED, "courier out: delivered", by);
            goesBack(worked.row);
            return outcome;
        } else if (status.equals("returned")) {
            worked.row.unitWithUs |= worked.row.resolutionType != ResolutionType.REPLACE_UNIT;
            return move(worked, CaseMove.UNIT_CAME_BACK, "courier out: given back to us", by);
        } else if (!TRAVELLING.contains(status)) {
            return null;
        }
        MoveOutcome outcome = move(worked, CaseMove.UNIT_SHIPPED, "courier out: " + status, by);
        goesBack(worked.row);
        return outcome;
    }

    /** What travels to the customer is the unit itself, unless it was replaced. */
    private static void goesBack(CaseRow row) {
        if (row.resolutionType != ResolutionType.REPLACE_UNIT && row.resolutionType != null) {
            row.unitWithUs = false;
        }
    }

    private MoveOutcome approval(LockedCase worked, String status, ObjectNode detail, ChangeContext by) {
        boolean money = detail.path("system").asText(system(detail)).equals("huilianyi");
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
        if (money) {
            worked.row.huiLianYi = approval;
        } else {
            worked.row.landray = approval;
        }
        return switch (approval) {
            case ASKED -> quietly(worked, CaseMove.ASK_OA, by);
            case GRANTED -> move(worked, CaseMove.APPROVAL_GRANTED, "approved by the OA", by);
            case REFUSED -> move(worked, CaseMove.APPROVAL_REFUSED, "refused by the OA", by);
            case NOT_ASKED -> worked.row.status == CaseStatus.WAITING_FOR_OA
                    ? quietly(worked, CaseMove.DIAGNOSE, by) : null;
        };
    }

    /** HuiLianYi decides on money, Landray on exceptions of the warranty. */
    private static String system(JsonNode detail) {
        return detail.path("kind").asText().startsWith("warranty") ? "landray" : "huilianyi";
    }

    private MoveOutcome returned(LockedCase worked, ObjectNode detail, ChangeContext by) {
        String serial = detail.path("serialNumber").asText(null);
        if (!standby.comeBack(worked, serial, by)) {
            detail.put("effect", "no stand-by unit of the case is out by that number");
            return null;
        }
        return move(worked, CaseMove.STANDBY_RETURNED, null, by);
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

    private MoveOutcome warranty(LockedCase worked, JsonNode detail, ChangeContext by) {
        String outcome = detail.path("outcome").asText();
        Arrays.stream(CoverageOutcome.values()).filter(known -> known.name().equals(outcome)).findFirst()
                .ifPresent(known -> {
                    worked.row.warrantyOutcome = outcome;
                    repairKind(worked, by);
                });
        return null;
    }

    /** Who pays, by the warranty decision and the contract. */
    void repairKind(LockedCase worked, ChangeContext by) {
        CaseRow row = worked.row;
        var decided = routing.repairKind(CoverageOutcome.valueOf(row.warrantyOutcome), row.underContract);
        if (decided.kind() != row.repairKind) {
            worked.change("repair_kind_decided", "repairKind", row.repairKind.wireName(), decided.kind().wireName(),
                    decided.reason(), by);
            row.repairKind = decided.kind();
        }
    }

    private MoveOutcome move(LockedCase worked, CaseMove move, String reason, ChangeContext by) {
        return moves.make(worked, move, reason, by);
    }

    /** A command that goes with the fact, if it is possible here. */
    private MoveOutcome quietly(LockedCase worked, CaseMove command, ChangeContext by) {
        MoveOutcome outcome = moves.make(worked, command, null, by);
        return outcome instanceof Refused ? null : outcome;
    }
}
