package io.rmahub.warranty.api;

import io.rmahub.engine.web.FieldProblem;
import java.time.LocalDate;
import java.util.List;

/** A request that knows which values its fields may have beside each other. */
interface ConsistentFields {

    /**
     * Everything that is wrong; a field that is null is not looked at. A reason holds nothing that was sent but days.
     *
     * @param today in UTC; at a site in the east it may be a day later already
     */
    List<FieldProblem> problems(LocalDate today);
}
