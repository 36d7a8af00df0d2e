package io.rmahub.rma.api;

import io.rmahub.engine.web.Page;
import io.rmahub.rma.CaseQuery;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

/**
 * Which cases are listed, and how; null is no condition.
 *
 * @param q      words that all stand in the case
 * @param cursor the {@code next} of the page before
 * @param format {@code csv}, or {@code json} whatever the request accepts
 */
record CaseFilter(
        @Pattern(regexp = "open|unassigned|mine|resolved", message = "one of open, unassigned, mine, resolved")
        String queue,
        @Size(max = 200, message = "a text of at most 200 characters") String q,
        String externalRef,
        String serialNumber,
        String number,
        String status,
        String priority,
        String reasonCode,
        String caseType,
        String resolutionType,
        String team,
        String assignee,
        String ticketId,
        String taskId,
        String customerId,
        String siteId,
        String assetId,
        String productSku,
        UUID cursor,
        @Min(value = 1, message = LIMIT) @Max(value = Page.LARGEST_LIMIT, message = LIMIT) Integer limit,
        @Pattern(regexp = "csv|json", message = "csv or json") String format) {

    private static final String LIMIT = "a number from 1 to 500";

    CaseFilter {
        limit = limit == null ? Integer.valueOf(Page.DEFAULT_LIMIT) : limit;
    }

    /** @param me whose cases the queue {@code mine} has */
    CaseQuery query(String orgId, String me) {
        return new CaseQuery(orgId, queue, me, fields(), q, cursor, limit);
    }

    private Map<String, String> fields() {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("externalRef", externalRef);
        fields.put("serialNumber", serialNumber);
        fields.put("number", number);
        fields.put("status", status);
        fields.put("priority", priority);
        fields.put("reasonCode", reasonCode);
        fields.put("caseType", caseType);
        fields.put("resolutionType", resolutionType);
        fields.put("team", team);
        fields.put("assignee", assignee);
        fields.put("ticketId", ticketId);
        fields.put("taskId", taskId);
        fields.put("customerId", customerId);
        fields.put("siteId", siteId);
        fields.put("assetId", assetId);
        fields.put("productSku", productSku);
        fields.values().removeIf(Objects::isNull);
        return fields;
    }
}
