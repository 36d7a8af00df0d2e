package io.rmahub.rma.api;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

/** What somebody remarks on a case. */
public record NewComment(
        @NotNull(message = "required: " + FORM) @Size(max = 10_000, message = FORM) String text) {

    private static final String FORM = "a text of at most 10000 characters";
}
