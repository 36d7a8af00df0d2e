package io.rmahub.rma;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rmahub.rma.model.MoveOutcome.MoveOption;
import java.util.List;

/** A request about a case that is not done. Its transaction is rolled back; text and members reach the caller. */
public final class CaseRefusedException extends RuntimeException {

    private final int status;
    private final String title;
    private final transient ObjectNode members;

    CaseRefusedException(int status, String title, String detail, ObjectNode members) {
        super(detail, null, false, false);
        this.status = status;
        this.title = title;
        this.members = members;
    }

    static CaseRefusedException notFound(String idOrNumber) {
        return new CaseRefusedException(404, "Not Found", "There is no case " + idOrNumber, none());
    }

    static CaseRefusedException conflict(String detail) {
        return new CaseRefusedException(409, "Conflict", detail, none());
    }

    static CaseRefusedException invalid(String detail) {
        return new CaseRefusedException(422, "Unprocessable Content", detail, none());
    }

    static CaseRefusedException forbidden(String detail) {
        return new CaseRefusedException(403, "Forbidden", detail, none());
    }

    /** A move that is not legal, with those that are and what forbids the others. */
    static CaseRefusedException illegal(String detail, CaseRow row, List<MoveOption> options) {
        ObjectNode members = none().put("caseStatus", row.status.name());
        options.forEach(option -> {
            ObjectNode told = members.withArray(option.objections().isEmpty() ? "legalMoves" : "blockedMoves")
                    .addObject().put("move", option.move().wireName()).put("to", option.to().name());
            option.objections().forEach(objection -> told.withArray("because").add(objection));
        });
        members.withArray("legalMoves");
        return new CaseRefusedException(409, "Conflict", detail, members);
    }

    private static ObjectNode none() {
        return JsonNodeFactory.instance.objectNode();
    }

    public int status() {
        return status;
    }

    /** The body, as RFC 9457 writes it. */
    public ObjectNode problem() {
        ObjectNode problem = none().put("type", "about:blank").put("title", title).put("status", status)
                .put("detail", getMessage());
        problem.setAll(members);
        return problem;
    }
}
