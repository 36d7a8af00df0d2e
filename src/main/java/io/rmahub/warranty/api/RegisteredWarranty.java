package io.rmahub.warranty.api;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.rmahub.warranty.WarrantyRecord;
import io.rmahub.warranty.model.CoverageOutcome;
import java.util.UUID;

/** A warranty that was just registered, and the first decision on it. */
public record RegisteredWarranty(@JsonUnwrapped WarrantyRecord warranty, FirstCoverage coverage) {

    /** Whether parts are covered on the day of the registration. */
    public record FirstCoverage(UUID decisionId, CoverageOutcome outcome, String reason) {
    }
}
