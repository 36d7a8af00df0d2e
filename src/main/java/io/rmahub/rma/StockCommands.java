package io.rmahub.rma;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.f4b6a3.uuid.UuidCreator;
import io.rmahub.casefact.CaseFact;
import io.rmahub.rma.model.CaseMove;
import io.rmahub.rma.model.Lifecycle;
import io.rmahub.rma.model.MoveOutcome;
import io.rmahub.rma.model.MoveOutcome.Refused;
import java.time.Instant;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Parts and stand-by units of a case. */
@Component
final class StockCommands {

    private static final int LINE = 200;
    private static final int MOST = 10_000;

    private final PartsLedger parts;
    private final StandbyUnits standby;
    private final CaseMoves moves;
    private final FactEffects effects;
    private final Lifecycle lifecycle;

    StockCommands(PartsLedger parts, StandbyUnits standby, CaseMoves moves, FactEffects effects,
                  Lifecycle lifecycle) {
        this.parts = parts;
        this.standby = standby;
        this.moves = moves;
        this.effects = effects;
        this.lifecycle = lifecycle;
    }

    /** Body: {@code {productId, qty, warehouseCode, serialNumber?, usedAt?}}. */
    Object usePart(CaseWork work) {
        CaseInput input = work.input;
        String product = input.required("productId", LINE);
        Integer qty = input.number("qty", 1, MOST);
        String serial = input.text("serialNumber", LINE);
        String warehouse = input.required("warehouseCode", LINE);
        Instant usedAt = input.time("usedAt");
        if (serial != null && qty != null && qty != 1) {
            input.wrong("qty", "1, because a serial number is given");
        }
        input.check();
        requireOpen(work);
        PartsLedger.Part part = new PartsLedger.Part(UuidCreator.getTimeOrderedEpochPlus1(), product,
                qty == null ? 1 : qty, serial, warehouse, usedAt == null ? work.by.at() : usedAt, work.caller.name());
        parts.use(work.worked, part, "part_pulled", work.by).ifPresent(number -> {
            throw CaseRefusedException.conflict("The part " + serial + " is used for " + number);
        });
        ObjectNode told = JsonNodeFactory.instance.objectNode().put("id", part.id().toString())
                .put("rmaCaseId", work.row().id.toString()).put("productId", product).put("qty", part.qty());
        if (serial != null) {
            told.put("serialNumber", serial);
        }
        return told.put("warehouseCode", warehouse).put("usedAt", part.usedAt().toString())
                .put("usedByUserId", part.usedByUserId());
    }

    /** Body: {@code {qty?}}; all of it if none is given. */
    Object returnPart(CaseWork work, String partId) {
        Integer qty = work.input.number("qty", 1, MOST);
        work.input.check();
        UUID part = CaseReadModel.uuid(partId);
        if (part == null || !parts.giveBack(work.worked, part, qty == null ? 1 : qty, work.by)) {
            throw CaseRefusedException.conflict("The case has no such part, or not so many of it that are not returned");
        }
        return null;
    }

    /**
     * Body: {@code {action: issue, serialNumber, productSku?, location?, expectedBackAt?}} or
     * {@code {action: return, serialNumber?}}.
     */
    Object standby(CaseWork work) {
        CaseInput input = work.input;
        String action = input.required("action", LINE);
        String serial = input.text("serialNumber", LINE);
        String sku = input.text("productSku", LINE);
        String location = input.text("location", LINE);
        Instant expected = input.time("expectedBackAt");
        if (action != null && !action.equals("issue") && !action.equals("return")) {
            input.wrong("action", "issue or return");
        }
        if ("issue".equals(action) && serial == null) {
            input.wrong("serialNumber", "required to issue a unit");
        }
        input.check();
        return "issue".equals(action)
                ? issue(work, new StandbyUnits.Unit(UuidCreator.getTimeOrderedEpochPlus1(), serial, sku, location,
                        work.by.at(), expected))
                : giveBack(work, serial);
    }

    private Object issue(CaseWork work, StandbyUnits.Unit unit) {
        MoveOutcome outcome = lifecycle.apply(work.row().standing(), CaseMove.ISSUE_STANDBY, work.row().facts());
        if (outcome instanceof Refused refused) {
            throw CaseRefusedException.illegal(refused.reason(), work.row(), refused.options());
        }
        moves.make(work.worked, CaseMove.ISSUE_STANDBY, null, work.by);
        if (!standby.issue(work.worked, unit, work.by)) {
            throw CaseRefusedException.conflict("The unit " + unit.serialNumber() + " is with a customer already");
        }
        ObjectNode told = JsonNodeFactory.instance.objectNode().put("id", unit.id().toString())
                .put("serialNumber", unit.serialNumber()).put("issuedAt", unit.issuedAt().toString());
        return unit.expectedBackAt() == null ? told : told.put("expectedBackAt", unit.expectedBackAt().toString());
    }

    private Object giveBack(CaseWork work, String serial) {
        ObjectNode detail = JsonNodeFactory.instance.objectNode();
        if (serial != null) {
            detail.put("serialNumber", serial);
        }
        int before = work.row().standbyOut;
        effects.take(work.worked, new CaseFact(work.row().orgId, work.row().id, "standby.returned",
                serial, detail, work.by.actor(), work.by.causeId(), work.by.at()));
        if (work.row().standbyOut == before) {
            throw CaseRefusedException.conflict("No stand-by unit of the case is out by that number");
        }
        return null;
    }

    private static void requireOpen(CaseWork work) {
        if (work.row().closedAt != null) {
            throw CaseRefusedException.conflict("The case " + work.row().number + " is closed: nothing is used for it");
        }
    }
}
