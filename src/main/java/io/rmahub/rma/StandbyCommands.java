package io.rmahub.rma;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.f4b6a3.uuid.UuidCreator;
import io.rmahub.casefact.CaseFact;
import io.rmahub.engine.web.RefusedException;
import io.rmahub.rma.api.StandbyCommand;
import io.rmahub.rma.api.StandbyView;
import io.rmahub.rma.model.CaseMove;
import io.rmahub.rma.model.Lifecycle;
import io.rmahub.rma.model.MoveOutcome;
import io.rmahub.rma.model.MoveOutcome.Refused;
import org.springframework.stereotype.Component;

/** How people give customers stand-by units, and take them back. */
@Component
final class StandbyCommands {

    private final StandbyUnits standby;
    private final CaseMoves moves;
    private final CaseFactEffects effects;
    private final Lifecycle lifecycle;

    StandbyCommands(StandbyUnits standby, CaseMoves moves, CaseFactEffects effects, Lifecycle lifecycle) {
        this.standby = standby;
        this.moves = moves;
        this.effects = effects;
        this.lifecycle = lifecycle;
    }

    Object run(CaseCommandContext command, StandbyCommand standbyCommand) {
        return switch (standbyCommand.action()) {
            case ISSUE -> issue(command, new StandbyUnits.Unit(UuidCreator.getTimeOrderedEpochPlus1(),
                    standbyCommand.serialNumber(), standbyCommand.productSku(), standbyCommand.location(),
                    command.context.at(), standbyCommand.expectedBackAt()));
            case RETURN -> takeBack(command, standbyCommand.serialNumber());
        };
    }

    private Object issue(CaseCommandContext command, StandbyUnits.Unit unit) {
        CaseRow row = command.row();
        MoveOutcome outcome = lifecycle.apply(row.position(), CaseMove.ISSUE_STANDBY, row.facts());
        if (outcome instanceof Refused refused) {
            throw CaseRefusals.illegalMove(refused.reason(), row, refused.options());
        }
        moves.make(command.lockedCase, CaseMove.ISSUE_STANDBY, null, command.context);
        if (!standby.issue(command.lockedCase, unit, command.context)) {
            throw RefusedException.conflict("The unit " + unit.serialNumber() + " is with a customer already");
        }
        return new StandbyView(unit.id(), null, unit.serialNumber(), null, null, unit.issuedAt(), null,
                unit.expectedBackAt(), null, null, null);
    }

    private Object takeBack(CaseCommandContext command, String serialNumber) {
        CaseRow row = command.row();
        ObjectNode detail = JsonNodeFactory.instance.objectNode();
        if (serialNumber != null) {
            detail.put("serialNumber", serialNumber);
        }
        int before = row.standbyOut;
        effects.take(command.lockedCase, new CaseFact(row.orgId, row.id, "standby.returned", serialNumber, detail,
                command.context.actor(), command.context.causeId(), command.context.at()));
        if (row.standbyOut == before) {
            throw RefusedException.conflict("No stand-by unit of the case is out by that number");
        }
        return null;
    }
}
