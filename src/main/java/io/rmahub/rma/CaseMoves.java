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
    MoveOutcome make(LockedCase worked, CaseMove move, String reason, ChangeContext by) {
        CaseRow row = worked.row;
        MoveOutcome outcome = lifecycle.apply(row.standing(), move, row.facts());
        if (outcome instanceof Moved moved) {
            moved.steps().forEach(step -> take(worked, step, reason, by));
            row.early = moved.standing().early();
        } else if (outcome instanceof Noted noted) {
            row.early = noted.standing().early();
        }
        return outcome;
    }

    private void take(LockedCase worked, Step step, String reason, ChangeContext by) {
        CaseRow row = worked.row;
        if (step.resolution() != row.resolutionType) {
            worked.change("resolution_chosen", "resolutionType", name(row.resolutionType), name(step.resolution()),
                    step.move().wireName(), by);
            row.resolutionType = step.resolution();
        }
        leave(row, step.move());
        if (step.from() == step.to()) {
            return;
        }
        Instant at = inOrder(worked, by.at());
        worked.change("status_changed", "status", step.from().name(), step.to().name(),
                reason == null ? step.move().wireName() : reason, new ChangeContext(by.actor(), by.causeId(), at));
        row.status = step.to();
        row.statusAt = at;
        row.resolvedAt = !lifecycle.endsSla(step.to()) ? null : row.resolvedAt == null ? at : row.resolvedAt;
        row.closedAt = lifecycle.isTerminal(step.to()) ? at : null;
        arrive(worked, by);
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

    private static void arrive(LockedCase worked, ChangeContext by) {
        if (worked.row.status == CaseStatus.APPROVED && worked.row.resolutionType == ResolutionType.REPAIR_ON_SITE) {
            worked.needsVisit("the resolution is a repair on site", by);
        }
    }

    /** A fact of yesterday cannot come before the state of this morning that it changes. */
    private static Instant inOrder(LockedCase worked, Instant at) {
        Instant earliest = worked.row.statusAt == null ? worked.row.openedAt : worked.row.statusAt;
        Instant clamped = at.isBefore(earliest) ? earliest : at;
        return clamped.isAfter(worked.now) ? worked.now : clamped;
    }

    private static String name(ResolutionType resolution) {
        return resolution == null ? null : resolution.name();
    }
}
