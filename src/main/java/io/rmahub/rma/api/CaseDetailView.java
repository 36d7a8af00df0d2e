package io.rmahub.rma.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/**
 * One case with everything that belongs to it.
 *
 * @param decision what was decided when it was opened, with the rules, their inputs and the reasons
 * @param asset    what the field service knows of the unit, as it told it; absent until it has answered
 * @param clocks   as they stand at this moment
 * @param moves    what can be done next; absent when nothing can
 */
@JsonInclude(Include.NON_NULL)
public record CaseDetailView(
        @JsonUnwrapped CaseView rmaCase,
        JsonNode decision,
        List<EventView> events,
        List<CommentView> comments,
        List<PartView> parts,
        List<StandbyView> standby,
        List<EvidenceView> evidence,
        JsonNode asset,
        ClocksView clocks,
        @JsonInclude(Include.NON_EMPTY) List<MoveView> moves) {
}
