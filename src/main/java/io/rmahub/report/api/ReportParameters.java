package io.rmahub.report.api;

import io.rmahub.report.model.ReportQuery;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import java.time.LocalDate;
import org.springframework.format.annotation.DateTimeFormat;

/** What can be said about a report in the query of its address; null where nothing is said. */
record ReportParameters(
        @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) LocalDate from,
        @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) LocalDate to,
        String zone,
        @Pattern(regexp = "day|week|month|all", message = "day, week, month or all") String period,
        String by,
        @Min(value = 1, message = LIMIT) @Max(value = ReportQuery.LARGEST_LIMIT, message = LIMIT) Integer limit,
        @Pattern(regexp = "json|csv", message = "json or csv") String format) {

    private static final String LIMIT = "a number from 1 to 10000";
}
