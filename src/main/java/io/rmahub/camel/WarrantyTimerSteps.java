package io.rmahub.camel;

import io.rmahub.warrantydesk.WarrantyTimers;
import org.springframework.stereotype.Component;

/** What timers do with warranties. */
@Component("warrantyTimerSteps")
public final class WarrantyTimerSteps {

    private final WarrantyTimers timers;

    WarrantyTimerSteps(WarrantyTimers timers) {
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
