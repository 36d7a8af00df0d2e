package io.rmahub.rma.model.sla;

import java.time.Duration;
import java.time.Instant;

/** How time is counted. */
interface WorkTime {

    /** Every hour counts. */
    WorkTime WALL_CLOCK = new WorkTime() {
        @Override
        public Duration between(Instant from, Instant to) {
            return to.isAfter(from) ? Duration.between(from, to) : Duration.ZERO;
        }

        @Override
        public Instant after(Instant from, Duration work) {
            return from.plus(work);
        }
    };

    /** The time that counts between the two; none if {@code to} is not later. */
    Duration between(Instant from, Instant to);

    /** The first moment at which so much has been counted since {@code from}. */
    Instant after(Instant from, Duration work);
}
