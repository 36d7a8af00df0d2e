package io.rmahub.visit.model;

import java.util.Locale;

/** Where a visit stands. The order is the one in which they happen. */
public enum VisitStatus {
    SCHEDULED, STARTED, FAILED, COMPLETED, UNKNOWN;

    /** As cases write it. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
