package io.rmahub.report;

import io.rmahub.report.model.ReportQuery;
import java.util.List;
import java.util.Map;

/**
 * A report.
 *
 * @param zone    the time zone whose days are counted
 * @param columns in the order in which they are shown
 * @param rows    a value for each column, or null where there is nothing to tell, such as a median of nothing
 */
public record ReportTable(ReportQuery query, String zone, List<String> columns, List<Map<String, Object>> rows) {
}
