package io.rmahub.warranty;

import io.rmahub.engine.jdbc.ClusterLock;
import org.springframework.stereotype.Component;

/** What times bring about; each is done by one hub at a time. */
@Component
public final class WarrantyJobs {

    private final ClusterLock lock;
    private final Enforcement enforcement;
    private final CellCapacityJob capacity;
    private final ExpiryNotices expiry;

    WarrantyJobs(ClusterLock lock, Enforcement enforcement, CellCapacityJob capacity, ExpiryNotices expiry) {
        this.lock = lock;
        this.enforcement = enforcement;
        this.capacity = capacity;
        this.expiry = expiry;
    }

    /** Required firmware and states of health; returns how many warranties changed. */
    public int checkTelemetry() {
        return lock.runAlone("warranty-telemetry", () -> enforcement.run() + capacity.run());
    }

    /** Warranties that end soon; returns how many notices were sent. */
    public int sendExpiryNotices() {
        return lock.runAlone("warranty-expiry", expiry::run);
    }
}
