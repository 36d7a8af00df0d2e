package io.rmahub.rma;

import java.util.List;

/**
 * Where a case stands, and the facts that came before their time.
 *
 * @param early facts that the case keeps until it is where they count, in the order in which they came
 */
public record Standing(CaseStatus status, List<CaseMove> early) {

    public Standing {
        early = List.copyOf(early);
    }

    /** Nothing came early. */
    public static Standing at(CaseStatus status) {
        return new Standing(status, List.of());
    }
}
