package io.rmahub.warranty.model;

/** What ends the cover of a part: the first of these that comes. */
public enum EndCause {
    TERM, THROUGHPUT, CYCLES, SHORTENED, VOIDED, INHERITED
}
