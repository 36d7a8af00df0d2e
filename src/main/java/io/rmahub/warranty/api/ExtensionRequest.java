package io.rmahub.warranty.api;

import io.rmahub.engine.web.FieldProblem;
import io.rmahub.warranty.model.Tier;
import jakarta.validation.constraints.NotNull;
import java.time.LocalDate;
import java.util.List;

/**
 * The purchase of an extended warranty.
 *
 * @param exception true: what the rules refuse is asked for as an exception
 */
@Consistent
public record ExtensionRequest(@NotNull(message = "is missing") Tier tier, Boolean exception)
        implements ConsistentFields {

    @Override
    public List<FieldProblem> problems(LocalDate today) {
        return tier == Tier.STANDARD || tier == Tier.GOODWILL
                ? List.of(new FieldProblem("/tier", tier + " is not for sale")) : List.of();
    }
}
