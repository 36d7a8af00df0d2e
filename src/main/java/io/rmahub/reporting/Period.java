package io.rmahub.reporting;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Of what length the rows of a report are. Weeks begin on Monday (ISO 8601). */
public enum Period {
    DAY, WEEK, MONTH,
    /** One for the whole time of the report. */
    ALL;

    /** The name in the API, for example {@code week}. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The period of this name in the API. */
    public static Optional<Period> of(String wireName) {
        return Arrays.stream(values()).filter(period -> period.wireName().equals(wireName)).findFirst();
    }

    /** Whether whole months can be added up without a look at their days. */
    boolean ofWholeMonths() {
        return this == MONTH || this == ALL;
    }
}
