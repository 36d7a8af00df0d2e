package io.rmahub.camel.route;

import io.rmahub.warranty.WarrantyJobs;
import org.springframework.stereotype.Component;

/** What timers do with warranties. */
@Component("warrantyTimerSteps")
public final class WarrantyTimerSteps {

    private final WarrantyJobs timers;

    WarrantyTimerSteps(WarrantyJobs timers) {
        this.timers = timers;
    }

    public void watchTelemetry() {
        timers.watchTelemetry();
    }

    public void tellOfExpiry() {
        timers.tellOfExpiry();
    }

    public void workOnClaims() {
        timers.workOnClaims();
    }
}
