package io.rmahub.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.rmahub.report.model.ReportQuery;
import io.rmahub.report.model.ReportKind;
import io.rmahub.report.model.Period;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReportCsvTest {

    private static final ReportQuery QUERY = new ReportQuery("demo", ReportKind.TREND, LocalDate.parse("2026-01-15"),
            LocalDate.parse("2026-04-10"), Period.ALL, "all", 10);

    @Test
    void fieldsAreQuotedFormulasAreTextAndNothingIsEmpty() {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("period", LocalDate.parse("2026-01-15"));
        row.put("group", "=cmd|' /C calc'!A0");
        row.put("name", "say \"no\", twice");
        row.put("mean", new BigDecimal("-1.50"));
        row.put("median", null);

        assertThat(ReportCsv.of(new ReportTable(QUERY, "UTC", List.copyOf(row.keySet()), List.of(row)))).isEqualTo(
                "period,group,name,mean,median\r\n"
                        + "2026-01-15,\"'=cmd|' /C calc'!A0\",\"say \"\"no\"\", twice\",-1.50,\r\n");
    }

    @Test
    void aReportWithoutRowsHasItsHeader() {
        assertThat(ReportCsv.of(new ReportTable(QUERY, "UTC", List.of("period", "group"), List.of())))
                .isEqualTo("period,group\r\n");
    }

    @Test
    void wholeMonthsAreThoseInside() {
        assertThat(QUERY.firstWhole()).isEqualTo("2026-02-01");
        assertThat(QUERY.endWhole()).isEqualTo("2026-04-01");
        assertThat(QUERY.end()).isEqualTo("2026-04-11");
    }

    @Test
    void wholeWeeksAreThoseInside() {
        ReportQuery query = new ReportQuery("demo", ReportKind.TREND, LocalDate.parse("2026-01-15"),
                LocalDate.parse("2026-02-10"), Period.WEEK, "all", 10);

        assertThat(query.firstWhole()).isEqualTo("2026-01-19");
        assertThat(query.endWhole()).isEqualTo("2026-02-09");
    }

    @Test
    void withoutAWholeMonthThereAreOnlyDays() {
        ReportQuery query = new ReportQuery("demo", ReportKind.TREND, LocalDate.parse("2026-01-15"),
                LocalDate.parse("2026-02-10"), Period.ALL, "all", 10);

        assertThat(query.firstWhole()).isEqualTo(query.endWhole()).isEqualTo("2026-02-11");
    }
}
