package io.rmahub.warranty.api;

import jakarta.validation.constraints.NotNull;

/**
 * A void on a ground that a person established.
 *
 * @param ground as the policies name it, for example {@code tampering}
 */
public record VoidRequest(@NotNull(message = "is missing") @ShortText String ground, @ShortText String note) {
}
