package io.rmahub.rma;

import io.rmahub.engine.web.RefusedException;
import io.rmahub.rma.api.MoveView;
import io.rmahub.rma.model.MoveOutcome.MoveOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Why a request about a case is not done. */
public final class CaseRefusals {

    private CaseRefusals() {
    }

    /** 404. */
    public static RefusedException notFound(String idOrNumber) {
        return RefusedException.notFound("There is no case " + idOrNumber);
    }

    /** 409: a move that is not legal, with those that are and what forbids the others. */
    static RefusedException illegalMove(String detail, CaseRow row, List<MoveOption> options) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("caseStatus", row.status.name());
        members.put("legalMoves", moves(options, true));
        if (options.stream().anyMatch(option -> !option.objections().isEmpty())) {
            members.put("blockedMoves", moves(options, false));
        }
        return RefusedException.conflict(detail, members);
    }

    private static List<MoveView> moves(List<MoveOption> options, boolean legal) {
        return options.stream().filter(option -> option.objections().isEmpty() == legal)
                .map(option -> new MoveView(option.move().wireName(), option.to().name(), null, option.objections()))
                .toList();
    }
}
