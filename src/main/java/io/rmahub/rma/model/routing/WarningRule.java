package io.rmahub.rma.model.routing;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;

/**
 * When to warn that a window will be over: exactly one of the two is given.
 *
 * @param share       of the window that is used up, more than 0 and less than 1
 * @param hoursBefore hours before its end; a window that is shorter warns at once
 */
public record WarningRule(BigDecimal share, Integer hoursBefore) {

    public WarningRule {
        if ((share == null) == (hoursBefore == null)) {
            throw new IllegalArgumentException("\"warning\" must have either \"share\" or \"hoursBefore\"");
        }
        if (share != null && (share.signum() <= 0 || share.compareTo(BigDecimal.ONE) >= 0)) {
            throw new IllegalArgumentException("\"share\" must be more than 0 and less than 1");
        }
        if (hoursBefore != null && hoursBefore <= 0) {
            throw new IllegalArgumentException("\"hoursBefore\" must be more than 0");
        }
    }

    /** The time used after which this window warns, in whole seconds. */
    public Duration after(Duration window) {
        if (share != null) {
            return Duration.ofSeconds(share.multiply(BigDecimal.valueOf(window.toSeconds()))
                    .setScale(0, RoundingMode.FLOOR).longValueExact());
        }
        Duration left = window.minusHours(hoursBefore);
        return left.isNegative() ? Duration.ZERO : left;
    }

    @Override
    public String toString() {
        return share != null ? "after " + share + " of the time" : hoursBefore + " h before the end";
    }
}
