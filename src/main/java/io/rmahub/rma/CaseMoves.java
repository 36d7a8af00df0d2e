package io.rmahub.rma;

import io.rmahub.rma.model.CaseMove;
import io.rmahub.rma.model.CaseStatus;
import io.rmahub.rma.model.Lifecycle;
import io.rmahub.rma.model.MoveOutcome;
import io.rmahub.rma.model.MoveOutcome.Moved;
import io.rmahub.rma.model.MoveOutcome.Noted;
import io.rmahub.rma.model.MoveOutcome.Step;
import io.rmahub.rma.model.ResolutionType;
import java.time.Instant;
import org.springframework.stereotype.Component;

/** Moves cases as the lifecycle allows, and does what belongs to a new state. */
@Component
final class CaseMoves {

    private final Lifecycle lifecycle;

    CaseMoves(Lifecycle lifecycle) {
        this.lifecycle = lifecycle;
    }

    /** Tries the move; whatever it changes is in the case. A refused one changes nothing. */
    MoveOutcome make(LockedCase lockedCase, CaseMove move, String reason, ChangeContext context) {
        CaseRow row = lockedCase.row;
        MoveOutcome outcome = lifecycle.apply(row.position(), move, row.facts());
        if (outcome instanceof Moved moved) {
            moved.steps().forEach(step -> take(lockedCase, step, reason, context));
            row.early = moved.position().early();
        } else if (outcome instanceof Noted noted) {
            row.early = noted.position().early();
        }
        return outcome;
    }

    private void take(LockedCase lockedCase, Step step, String reason, ChangeContext context) {
        CaseRow row = lockedCase.row;
        if (step.resolution() != row.resolutionType) {
            lockedCase.change("resolution_chosen", "resolutionType", name(row.resolutionType), name(step.resolution()),
                    step.move().wireName(), context);
            row.resolutionType = step.resolution();
        }
        leave(row, step.move());
        if (step.from() == step.to()) {
            return;
        }
        Instant at = inOrder(lockedCase, context.at());
        lockedCase.change("status_changed", "status", step.from().name(), step.to().name(),
                reason == null ? step.move().wireName() : reason,
                new ChangeContext(context.actor(), context.causeId(), at));
        row.status = step.to();
        row.statusAt = at;
        row.resolvedAt = !lifecycle.endsSla(step.to()) ? null : row.resolvedAt == null ? at : row.resolvedAt;
        row.closedAt = lifecycle.isTerminal(step.to()) ? at : null;
        arrive(lockedCase, context);
    }

    /** What goes with a move, wherever it leads. */
    private static void leave(CaseRow row, CaseMove move) {
        switch (move) {
            case EXPECT_UNIT -> row.returnAwaited = true;
            case SHIP_OUT -> {
                // The repaired or rejected unit itself goes back; a replaced one stays here.
                if (row.resolutionType != ResolutionType.REPLACE_UNIT) {
                    row.unitWithUs = false;
                }
            }
            default -> { }
        }
    }

    private static void arrive(LockedCase lockedCase, ChangeContext context) {
        if (lockedCase.row.status == CaseStatus.APPROVED
                && lockedCase.row.resolutionType == ResolutionType.REPAIR_ON_SITE) {
            lockedCase.needsVisit("the resolution is a repair on site", context);
        }
    }

    /** A fact of yesterday cannot come before the state of this morning that it changes. */
    private static Instant inOrder(LockedCase lockedCase, Instant at) {
        Instant earliest = lockedCase.row.statusAt == null ? lockedCase.row.openedAt : lockedCase.row.statusAt;
        Instant clamped = at.isBefore(earliest) ? earliest : at;
        return clamped.isAfter(lockedCase.now) ? lockedCase.now : clamped;
    }

    private static String name(ResolutionType resolution) {
        return resolution == null ? null : resolution.name();
    }
}
