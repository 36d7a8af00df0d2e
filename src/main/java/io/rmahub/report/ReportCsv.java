package io.rmahub.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A report as a CSV file with a header (RFC 4180). */
public final class ReportCsv {

    private static final CsvMapper CSV = new CsvMapper();
    /** Spreadsheets take a text that begins so for a formula (OWASP, CSV Injection). */
    private static final String FORMULA_STARTS = "=+-@\t\r";

    private ReportCsv() {
    }

    /** Numbers with a point, days as {@code 2026-03-01}, nothing as an empty field. */
    public static String of(ReportTable table) {
        CsvSchema.Builder schema = CsvSchema.builder();
        table.columns().forEach(schema::addColumn);
        ObjectWriter writer = CSV.writer(schema.setUseHeader(true).setLineSeparator("\r\n").build());
        List<Map<String, String>> rows = table.rows().stream().map(ReportCsv::texts).toList();
        try {
            return writer.writeValueAsString(rows);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, String> texts(Map<String, Object> row) {
        Map<String, String> texts = new LinkedHashMap<>();
        row.forEach((column, value) -> texts.put(column, text(value)));
        return texts;
    }

    private static String text(Object value) {
        if (value instanceof BigDecimal number) {
            return number.toPlainString();
        }
        if (value instanceof String said && !said.isEmpty() && FORMULA_STARTS.indexOf(said.charAt(0)) >= 0) {
            return "'" + said;
        }
        return value == null ? "" : value.toString();
    }
}
