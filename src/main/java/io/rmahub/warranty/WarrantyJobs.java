package io.rmahub.warranty;

import io.rmahub.engine.jdbc.ClusterLock;
import org.springframework.stereotype.Component;

/** What times bring about; each is done by one hub at a time. */
@Component
public final class WarrantyJobs {

    private final ClusterLock runner;
    private final Enforcement enforcement;
    private final CellCapacityJob capacity;
    private final ExpiryNotices expiry;
    private final ClaimCases cases;

    WarrantyJobs(ClusterLock runner, Enforcement enforcement, CellCapacityJob capacity, ExpiryNotices expiry,
                   ClaimCases cases) {
        this.runner = runner;
        this.enforcement = enforcement;
        this.capacity = capacity;
        this.expiry = expiry;
        this.cases = cases;
    }

    /** Required firmware and states of health; returns how many warranties changed. */
    public int watchTelemetry() {
        return runner.runAlone("warranty-telemetry", () -> enforcement.run() + capacity.run());
    }

    /** Warranties that end soon; returns how many owners were told. */
    public int tellOfExpiry() {
        return runner.runAlone("warranty-expiry", expiry::run);
    }

    /** Asks for cases, and keeps claims and cases in step; returns how much was done. */
    public int workOnClaims() {
        return runner.runAlone("warranty-claims", () -> cases.ask() + cases.align());
    }
}
