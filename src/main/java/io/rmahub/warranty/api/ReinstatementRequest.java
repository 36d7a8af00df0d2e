package io.rmahub.warranty.api;

import jakarta.validation.constraints.NotNull;

/**
 * Asks for the reversal of a void.
 *
 * @param voidId the void; null: the oldest that stands
 */
public record ReinstatementRequest(
        @NotNull(message = "is missing: the approver has to know why") @ShortText String reason,
        @ShortText String voidId) {
}
