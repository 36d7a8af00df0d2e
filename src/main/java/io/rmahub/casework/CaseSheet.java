package io.rmahub.casework;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.StringJoiner;
import java.util.stream.Collectors;

/** Cases as CSV (RFC 4180). A cell that a spreadsheet would take for a formula begins with an apostrophe. */
public final class CaseSheet {

    private static final List<String> COLUMNS = List.of("number", "status", "priority", "caseType", "reasonCode",
            "resolutionType", "team", "assignee", "customerId", "siteId", "siteCountry", "serialNumber", "productSku",
            "ticketId", "taskId", "orderRef", "warrantyOutcome", "repairKind", "openedAt", "dueAt", "resolvedAt",
            "closedAt", "csat", "faultDescription", "resolutionNotes", "externalRef", "id");

    private CaseSheet() {
    }

    /** With a line of column names. */
    public static String csv(List<ObjectNode> cases) {
        return String.join(",", COLUMNS) + "\r\n" + cases.stream().map(CaseSheet::line).collect(Collectors.joining());
    }

    private static String line(ObjectNode shown) {
        StringJoiner line = new StringJoiner(",", "", "\r\n");
        COLUMNS.forEach(column -> line.add(cell(shown.path(column))));
        return line.toString();
    }

    private static String cell(JsonNode value) {
        String text = value.asText("");
        String safe = !text.isEmpty() && "=+-@\t\r".indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
        boolean quoted = safe.chars().anyMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
        return quoted ? "\"" + safe.replace("\"", "\"\"") + "\"" : safe;
    }
}
