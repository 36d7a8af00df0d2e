package io.rmahub.rma.model;

import java.util.List;

/**
 * Where a case stands, and the facts that came before their time.
 *
 * @param early facts that the case keeps until it is where they count, in the order in which they came
 */
public record CasePosition(CaseStatus status, List<CaseMove> early) {

    public CasePosition {
        early = List.copyOf(early);
    }

    /** Nothing came early. */
    public static CasePosition at(CaseStatus status) {
        return new CasePosition(status, List.of());
    }
}
