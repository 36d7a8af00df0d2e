package io.rmahub.rma;

import com.github.f4b6a3.uuid.UuidCreator;
import io.rmahub.engine.web.RefusedException;
import io.rmahub.rma.api.PartReturn;
import io.rmahub.rma.api.PartUse;
import io.rmahub.rma.api.PartView;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** How people use parts for a case, and give them back. */
@Component
final class PartCommands {

    private final PartsLedger parts;

    PartCommands(PartsLedger parts) {
        this.parts = parts;
    }

    Object use(CaseCommandContext command, PartUse use) {
        CaseRow row = command.row();
        if (row.closedAt != null) {
            throw RefusedException.conflict("The case " + row.number + " is closed: nothing is used for it");
        }
        PartsLedger.Part part = new PartsLedger.Part(UuidCreator.getTimeOrderedEpochPlus1(), use.productId(), use.qty(),
                use.serialNumber(), use.warehouseCode(), use.usedAt() == null ? command.context.at() : use.usedAt(),
                command.caller.name());
        parts.use(command.lockedCase, part, "part_pulled", command.context).ifPresent(number -> {
            throw RefusedException.conflict("The part " + use.serialNumber() + " is used for " + number);
        });
        return new PartView(part.id(), row.id, part.productId(), part.qty(), null, part.serialNumber(),
                part.warehouseCode(), part.usedAt(), part.usedByUserId(), null);
    }

    Object giveBack(CaseCommandContext command, String partId, PartReturn giveBack) {
        UUID part = CaseReadModel.uuid(partId);
        if (part == null || !parts.giveBack(command.lockedCase, part, giveBack.qty(), command.context)) {
            throw RefusedException.conflict("The case has no such part, or not so many of it that are not returned");
        }
        return null;
    }
}
