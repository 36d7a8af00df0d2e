package io.rmahub.rma.api;

import java.util.Map;
import org.openapitools.jackson.nullable.JsonNullable;

/**
 * Who is to work on a case.
 *
 * @param assignee a name, {@code me}, or null for nobody
 * @param team     the team that gets the case, or null if it stays where it is
 */
@FieldsTogether
public record CaseAssignment(JsonNullable<@ShortText String> assignee, @ShortText String team)
        implements FieldsTogether.Rules {

    @Override
    public Map<String, String> violations() {
        return assignee.isPresent() || team != null ? Map.of()
                : Map.of("assignee", "required: a name, \"me\", or null for nobody");
    }
}
