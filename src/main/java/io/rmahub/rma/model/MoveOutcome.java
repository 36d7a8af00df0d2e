package io.rmahub.rma.model;

import java.util.List;

/** What became of a move. */
public sealed interface MoveOutcome {

    /** One sentence for a person. */
    String reason();

    /**
     * One change, or one recorded fact that changed nothing ({@code from} equals {@code to}).
     *
     * @param resolution the resolution of the case after it, or null
     */
    record Step(CaseMove move, CaseStatus from, CaseStatus to, ResolutionType resolution) {
    }

    /**
     * It was made, and with it what followed by itself: a move that another brings along, or a fact whose time
     * has come.
     *
     * @param steps one or more, in order
     */
    record Moved(CasePosition position, List<Step> steps, String reason) implements MoveOutcome {
    }

    /** The fact is true and changes nothing now. An early one is kept in {@code position}. */
    record Noted(CasePosition position, Timing timing, String reason) implements MoveOutcome {
    }

    /** Why a fact changes nothing: the case has been there, is not there yet, or goes another way. */
    enum Timing {
        LATE, EARLY, UNRELATED
    }

    /**
     * It is not legal here and now; nothing changes.
     *
     * @param options every command that could be given here, with what forbids it, if something does
     */
    record Refused(String reason, List<MoveOption> options) implements MoveOutcome {

        /** The commands that would be accepted. */
        public List<CaseMove> legal() {
            return options.stream().filter(option -> option.objections().isEmpty()).map(MoveOption::move).toList();
        }
    }

    /**
     * A command that could be given.
     *
     * @param to         the state that it leads to
     * @param objections why the guards forbid it now; empty: it is legal
     */
    record MoveOption(CaseMove move, CaseStatus to, List<String> objections) {
    }
}
