package io.rmahub.rma.api;

/** Why a case is more urgent than it seemed. */
public record CaseEscalation(@LongText String reason) {
}
