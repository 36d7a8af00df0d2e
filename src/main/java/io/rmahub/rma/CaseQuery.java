package io.rmahub.rma;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Which cases are asked for; null is no condition.
 *
 * @param queue  {@code open}, {@code unassigned}, {@code mine} or {@code resolved}
 * @param me     whose cases {@code mine} are
 * @param fields exact values, by the parameters of the API that are columns of the case
 * @param q      words that all stand in the case
 * @param before the id of the last case of the page before
 */
public record CaseQuery(String orgId, String queue, String me, Map<String, String> fields, String q, UUID before,
                        int limit) {

    private static final Map<String, String> COLUMNS = Map.ofEntries(
            Map.entry("externalRef", "external_ref"), Map.entry("serialNumber", "serial_number"),
            Map.entry("number", "number"), Map.entry("status", "status"), Map.entry("priority", "priority"),
            Map.entry("reasonCode", "reason_code"), Map.entry("caseType", "case_type"), Map.entry("team", "team"),
            Map.entry("assignee", "assignee"), Map.entry("ticketId", "ticket_id"), Map.entry("taskId", "task_id"),
            Map.entry("customerId", "customer_id"), Map.entry("siteId", "site_id"), Map.entry("assetId", "asset_id"),
            Map.entry("productSku", "product_sku"), Map.entry("resolutionType", "resolution_type"));

    /**
     * The condition of the query; its parameters are added to {@code arguments}.
     *
     * @param found the cases that hold the words, or null if they are too many to be listed
     */
    String where(List<UUID> found, List<Object> arguments) {
        List<String> conditions = new ArrayList<>(List.of("org_id = ?"));
        arguments.add(orgId);
        if (before != null) {
            conditions.add("id < ?");
            arguments.add(before);
        }
        if (queue != null) {
            conditions.add(switch (queue) {
                case "unassigned" -> "closed_at is null and assignee is null";
                case "mine" -> "closed_at is null and assignee = ?";
                case "resolved" -> "closed_at is not null";
                default -> "closed_at is null";
            });
            if (queue.equals("mine")) {
                arguments.add(me);
            }
        }
        fields.forEach((field, value) -> {
            if (field.equals("taskId")) {
                conditions.add("id in (" + CaseTasks.CASES_WITH + ")");
                arguments.addAll(List.of(orgId, value, orgId, value));
            } else {
                conditions.add(COLUMNS.get(field) + " = ?");
                arguments.add(value);
            }
        });
        if (found != null) {
            conditions.add("id = any (?)");
            arguments.add(found.toArray(UUID[]::new));
        } else if (q != null) {
            conditions.add("search @@ websearch_to_tsquery('simple', ?)");
            arguments.add(q);
        }
        return String.join(" and ", conditions);
    }
}
