package io.rmahub.rma;

/** Where a case stands. */
public enum CaseStatus {
    REPORTED, CLOSED
}
