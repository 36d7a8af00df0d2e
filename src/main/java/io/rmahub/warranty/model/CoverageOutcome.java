package io.rmahub.warranty.model;

/** The answer to "is this unit covered?". {@code UNKNOWN} is an answer: it is never guessed into one of the others. */
public enum CoverageOutcome {
    IN_WARRANTY, OUT_OF_WARRANTY, UNKNOWN
}
