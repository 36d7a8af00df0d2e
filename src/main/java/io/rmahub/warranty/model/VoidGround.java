package io.rmahub.warranty.model;

import java.util.Objects;

/**
 * What voids a warranty when a person establishes it.
 *
 * @param ground      one word for it, such as {@code tampering}
 * @param consequence {@code void-cells} or {@code void-all}
 * @param clause      where the terms say so
 */
public record VoidGround(String ground, Consequence consequence, String clause) {
    public VoidGround {
        Require.text("ground", ground);
        Objects.requireNonNull(consequence, "\"consequence\" is missing");
        if (consequence == Consequence.SHORTEN_TERM) {
            throw new IllegalArgumentException("\"consequence\" must be void-cells or void-all");
        }
        Require.text("clause", clause);
    }
}
