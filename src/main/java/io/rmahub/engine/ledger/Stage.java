package io.rmahub.engine.ledger;

import java.time.Instant;

/** What a message looked like at one point of its way: {@code ENRICHED}, {@code CANONICAL}, {@code DECISION}. */
public record Stage(String name, Instant at, String content) {
}
