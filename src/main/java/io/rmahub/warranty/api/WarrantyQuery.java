package io.rmahub.warranty.api;

import io.rmahub.engine.web.Page;
import io.rmahub.warranty.model.Tier;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import java.time.LocalDate;
import java.util.UUID;
import org.springframework.format.annotation.DateTimeFormat;

/**
 * Which warranties are wanted; null is any.
 *
 * @param status    {@code standing}, {@code voided}, {@code at-risk} or {@code unknown}
 * @param expiresBy the last covered day of parts is this day or before
 * @param cursor    the page's {@code next}
 */
public record WarrantyQuery(
        String serialNumber,
        String customerId,
        String productFamily,
        String region,
        Tier tier,
        @Pattern(regexp = "standing|voided|at-risk|unknown", message = "one of standing, voided, at-risk, unknown")
        String status,
        @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) LocalDate expiresBy,
        UUID cursor,
        @Min(value = 1, message = LIMITS) @Max(value = Page.LARGEST_LIMIT, message = LIMITS)
        Integer limit) {

    private static final String LIMITS = "a number from 1 to 500";

    public WarrantyQuery {
        limit = limit == null ? Integer.valueOf(Page.DEFAULT_LIMIT) : limit;
    }
}
