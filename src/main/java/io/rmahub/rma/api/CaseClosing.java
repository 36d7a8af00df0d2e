package io.rmahub.rma.api;

import io.rmahub.rma.model.ResolutionType;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.openapitools.jackson.nullable.JsonNullable;

/** How a case ends; all of it may have been said before. */
public record CaseClosing(
        JsonNullable<ResolutionType> resolutionType,
        JsonNullable<@LongText String> resolutionNotes,
        @Min(value = 1, message = CasePatch.CSAT) @Max(value = 5, message = CasePatch.CSAT) Integer csat,
        @LongText String reason) {
}
