package io.rmahub.camel.route;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.rmahub.camel.route.ApiAnswer.BadRequestException;
import io.rmahub.report.Period;
import io.rmahub.report.ReportCsv;
import io.rmahub.report.ReportKind;
import io.rmahub.report.ReportQuery;
import io.rmahub.report.ReportTable;
import io.rmahub.report.Reports;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;

/** The reports API: everything about the organisation of whoever asks. */
@Component("reportSteps")
public final class ReportSteps {

    private static final int DEFAULT_LIMIT = 1_000;
    private static final String CSV = "text/csv";
    private static final Set<String> PARAMETERS = Set.of("from", "to", "zone", "period", "by", "limit", "format");

    private final ApiAnswer answer;
    private final Reports reports;
    private final Clock clock;

    ReportSteps(ApiAnswer answer, Reports reports, Clock clock) {
        this.answer = answer;
        this.reports = reports;
        this.clock = clock;
    }

    public void report(Exchange exchange) throws JsonProcessingException {
        String name = ApiAnswer.path(exchange, "report");
        ReportKind kind = ReportKind.of(name).orElse(null);
        if (kind == null) {
            answer.problem(exchange, 404, "Not Found", "There is no report " + name + "; there are "
                    + Arrays.stream(ReportKind.values()).map(ReportKind::wireName).toList());
            return;
        }
        boolean csv = csv(exchange);
        ReportTable table = reports.make(query(exchange, kind));
        if (csv) {
            csv(exchange, kind, table);
        } else {
            answer.ok(exchange, json(table));
        }
    }

    private ReportQuery query(Exchange exchange, ReportKind kind) {
        ApiAnswer.requireKnown(exchange, PARAMETERS);
        String zone = ApiAnswer.text(exchange, "zone");
        if (zone != null && !zone.equals(reports.zone())) {
            throw new BadRequestException("Reports count the days of " + reports.zone());
        }
        LocalDate today = LocalDate.now(clock.withZone(ZoneId.of(reports.zone())));
        LocalDate to = day(exchange, "to", today);
        String by = ApiAnswer.text(exchange, "by");
        Period period = period(exchange, kind);
        try {
            return new ReportQuery(ApiAnswer.principal(exchange).orgId(), kind,
                    day(exchange, "from", ReportQuery.usualFrom(period, to)), to, period,
                    by == null ? kind.groups().get(0) : by, limit(exchange));
        } catch (IllegalArgumentException e) {
            throw new BadRequestException(e.getMessage());
        }
    }

    private static Period period(Exchange exchange, ReportKind kind) {
        String name = ApiAnswer.text(exchange, "period");
        return name == null ? kind.usualPeriod()
                : Period.of(name).orElseThrow(() -> new BadRequestException("period is day, week, month or all"));
    }

    private static LocalDate day(Exchange exchange, String name, LocalDate otherwise) {
        String value = ApiAnswer.text(exchange, name);
        try {
            LocalDate day = value == null ? otherwise : LocalDate.parse(value);
            if (day.getYear() >= 1970 && day.getYear() <= 9999) {
                return day;
            }
        } catch (DateTimeException e) {
            // Said below.
        }
        throw new BadRequestException(name + " is a day, for example 2026-03-01");
    }

    private static int limit(Exchange exchange) {
        String value = ApiAnswer.text(exchange, "limit");
        try {
            return value == null ? DEFAULT_LIMIT : Integer.parseInt(value);
        } catch (NumberFormatException e) {
            throw new BadRequestException("limit is a number from 1 to " + ReportQuery.LARGEST_LIMIT);
        }
    }

    /** The parameter decides; without it, what the caller accepts. */
    private static boolean csv(Exchange exchange) {
        String format = ApiAnswer.text(exchange, "format");
        if (format == null) {
            String accept = ApiAnswer.header(exchange, "Accept");
            return accept != null && accept.toLowerCase(Locale.ROOT).contains(CSV)
                    && !accept.contains(MediaType.APPLICATION_JSON_VALUE);
        }
        if (!format.equals("csv") && !format.equals("json")) {
            throw new BadRequestException("format is json or csv");
        }
        return format.equals("csv");
    }

    private static Map<String, Object> json(ReportTable table) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("report", table.query().kind().wireName());
        body.put("from", table.query().from().toString());
        body.put("to", table.query().to().toString());
        body.put("zone", table.zone());
        body.put("period", table.query().period().wireName());
        body.put("by", table.query().by());
        body.put("complete", table.rows().size() < table.query().limit());
        body.put("columns", table.columns());
        body.put("rows", table.rows());
        return body;
    }

    private static void csv(Exchange exchange, ReportKind kind, ReportTable table) {
        Message message = exchange.getMessage();
        message.removeHeaders("*");
        message.setHeader(Exchange.HTTP_RESPONSE_CODE, 200);
        message.setHeader(Exchange.CONTENT_TYPE, CSV + ";charset=UTF-8");
        message.setHeader("Content-Disposition", "attachment; filename=\"" + kind.wireName() + "_"
                + table.query().from() + "_" + table.query().to() + ".csv\"");
        message.setBody(ReportCsv.of(table));
    }
}
