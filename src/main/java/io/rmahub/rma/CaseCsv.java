package io.rmahub.rma;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import io.rmahub.rma.api.CaseView;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Cases as CSV (RFC 4180). A cell that a spreadsheet would take for a formula begins with an apostrophe. */
public final class CaseCsv {

    private static final List<String> COLUMNS = List.of("number", "status", "priority", "caseType", "reasonCode",
            "resolutionType", "team", "assignee", "customerId", "siteId", "siteCountry", "serialNumber", "productSku",
            "ticketId", "taskId", "orderRef", "warrantyOutcome", "repairKind", "openedAt", "dueAt", "resolvedAt",
            "closedAt", "csat", "faultDescription", "resolutionNotes", "externalRef", "id");

    private static final ObjectWriter CSV = new CsvMapper().writer(CsvSchema.builder()
            .addColumns(COLUMNS, CsvSchema.ColumnType.STRING).setUseHeader(true).setLineSeparator("\r\n").build());
    /** Spreadsheets take a text that begins so for a formula (OWASP, CSV Injection). */
    private static final String FORMULA_STARTS = "=+-@\t\r";

    private CaseCsv() {
    }

    /** With a line of column names. */
    public static String csv(List<CaseView> cases) {
        try {
            return CSV.writeValueAsString(cases.stream().map(CaseCsv::line).toList());
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, String> line(CaseView rmaCase) {
        ObjectNode shown = EventJson.tree(rmaCase);
        Map<String, String> line = new LinkedHashMap<>();
        COLUMNS.forEach(column -> line.put(column, safe(shown.path(column).asText(""))));
        return line;
    }

    private static String safe(String text) {
        return !text.isEmpty() && FORMULA_STARTS.indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
    }
}
