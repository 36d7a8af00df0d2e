package io.rmahub.report.api;

import io.rmahub.report.ReportTable;
import io.rmahub.report.model.ReportQuery;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;

/**
 * A report as JSON.
 *
 * @param complete false if the limit may have cut off rows
 * @param rows     a value for each column; null where there is nothing to tell
 */
public record ReportView(String report, LocalDate from, LocalDate to, String zone, String period, String by,
                         boolean complete, List<String> columns, List<Map<String, Object>> rows) {

    static ReportView of(ReportTable table) {
        ReportQuery query = table.query();
        return new ReportView(query.kind().wireName(), query.from(), query.to(), table.zone(),
                query.period().wireName(), query.by(), table.rows().size() < query.limit(), table.columns(),
                table.rows());
    }
}
