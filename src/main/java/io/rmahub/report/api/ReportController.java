package io.rmahub.report.api;

import io.rmahub.engine.web.ApiController;
import io.rmahub.engine.web.Caller;
import io.rmahub.engine.web.RefusedException;
import io.rmahub.report.ReportCsv;
import io.rmahub.report.ReportTable;
import io.rmahub.report.Reports;
import io.rmahub.report.model.Period;
import io.rmahub.report.model.ReportKind;
import io.rmahub.report.model.ReportQuery;
import jakarta.validation.Valid;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;

/** Reports about the organisation of whoever asks, as JSON or CSV. */
@ApiController
@RequestMapping("/api/reports")
class ReportController {

    private static final int DEFAULT_LIMIT = 1_000;
    private static final int FIRST_YEAR = 1970;
    private static final int LAST_YEAR = 9999;
    private static final MediaType CSV = new MediaType("text", "csv", StandardCharsets.UTF_8);

    private final Reports reports;
    private final Clock clock;

    ReportController(Reports reports, Clock clock) {
        this.reports = reports;
        this.clock = clock;
    }

    @GetMapping("/{report}")
    ResponseEntity<?> report(Caller caller, @PathVariable String report,
                             @Valid @ModelAttribute ReportParameters parameters,
                             @RequestHeader(name = HttpHeaders.ACCEPT, required = false) String accept) {
        ReportKind kind = ReportKind.of(report).orElseThrow(() -> RefusedException.notFound("There is no report "
                + report + "; there are " + Arrays.stream(ReportKind.values()).map(ReportKind::wireName).toList()));
        ReportTable table = reports.make(query(caller.orgId(), kind, parameters));
        return isCsv(parameters.format(), accept) ? csv(table) : json(table);
    }

    private ReportQuery query(String orgId, ReportKind kind, ReportParameters parameters) {
        if (parameters.zone() != null && !parameters.zone().equals(reports.zone())) {
            throw RefusedException.unreadable("zone", "reports count the days of " + reports.zone());
        }
        Period period = parameters.period() == null ? kind.usualPeriod() : Period.of(parameters.period()).orElseThrow();
        String by = parameters.by() == null ? kind.groups().get(0) : parameters.by();
        if (!kind.groups().contains(by)) {
            throw RefusedException.unreadable("by", "one of " + kind.groups());
        }
        LocalDate today = LocalDate.now(clock.withZone(ZoneId.of(reports.zone())));
        LocalDate to = parameters.to() == null ? today : day("to", parameters.to());
        LocalDate from = parameters.from() == null ? ReportQuery.usualFrom(period, to) : day("from", parameters.from());
        try {
            return new ReportQuery(orgId, kind, from, to, period, by,
                    parameters.limit() == null ? DEFAULT_LIMIT : parameters.limit());
        } catch (IllegalArgumentException e) {
            throw RefusedException.unreadable("from", e.getMessage());
        }
    }

    /** The database counts from the first year that figures can be of, and adds a day to the last. */
    private static LocalDate day(String name, LocalDate day) {
        if (day.getYear() < FIRST_YEAR || day.getYear() > LAST_YEAR) {
            throw RefusedException.unreadable(name, "a day, for example 2026-03-02");
        }
        return day;
    }

    /** The parameter decides; without it, what the caller accepts. */
    private static boolean isCsv(String format, String accept) {
        if (format != null) {
            return format.equals("csv");
        }
        return accept != null && accept.toLowerCase(Locale.ROOT).contains("text/csv")
                && !accept.contains(MediaType.APPLICATION_JSON_VALUE);
    }

    private static ResponseEntity<ReportView> json(ReportTable table) {
        return ResponseEntity.ok().contentType(MediaType.APPLICATION_JSON).body(ReportView.of(table));
    }

    private static ResponseEntity<String> csv(ReportTable table) {
        ReportQuery query = table.query();
        String name = String.join("_", List.of(query.kind().wireName(), query.from().toString(),
                query.to().toString())) + ".csv";
        return ResponseEntity.ok().contentType(CSV).headers(headers -> headers.setContentDisposition(
                ContentDisposition.attachment().filename(name).build())).body(ReportCsv.of(table));
    }
}
