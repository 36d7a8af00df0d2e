package io.rmahub.warranty.model;

import java.time.LocalDate;
import java.util.Objects;

/**
 * What a customer asks for.
 *
 * @param fault           one word for the fault, such as {@code defect} or {@code capacity-loss}
 * @param reportedOn      the day, at the site, on which the fault was reported: that day must be covered
 * @param serviceContract whether the customer has a service contract that pays what the warranty does not
 */
public record ClaimQuestion(Kind kind, String fault, LocalDate reportedOn, boolean serviceContract) {

    public ClaimQuestion {
        Objects.requireNonNull(kind, "kind");
        Require.text("fault", fault);
        Objects.requireNonNull(reportedOn, "reportedOn");
    }

    /** What the customer wants. */
    public enum Kind {
        REPAIR, REPLACE, REFUND
    }
}
