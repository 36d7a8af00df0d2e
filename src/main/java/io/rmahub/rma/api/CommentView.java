package io.rmahub.rma.api;

import java.time.Instant;
import java.util.UUID;

/** A comment on a case. */
public record CommentView(UUID id, String author, String text, Instant at) {
}
