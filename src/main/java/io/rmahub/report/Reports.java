package io.rmahub.report;

import io.rmahub.report.model.ReportKind;
import io.rmahub.report.model.ReportQuery;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Types;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.ResultSetExtractor;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * Makes reports, each with one statement over the figures that the database keeps. Counts and means are exact; a
 * median or p90 is the mean of the bucket (9 % wide) in which it lies, and so at most 9 % off.
 */
@Component
public final class Reports {

    private final NamedParameterJdbcTemplate jdbc;
    private final String zone;
    private final Map<ReportKind, String> statements = new EnumMap<>(ReportKind.class);

    /** Reads all statements, so that a missing one stops the start; counts anew if the zone has changed. */
    public Reports(JdbcTemplate jdbc, ReportSettings settings) {
        this.jdbc = new NamedParameterJdbcTemplate(jdbc);
        this.zone = settings.zone().getId();
        for (ReportKind kind : ReportKind.values()) {
            statements.put(kind, statement(kind));
        }
        jdbc.queryForObject("select report_use_zone(?)", Boolean.class, zone);
    }

    private static String statement(ReportKind kind) {
        try {
            return new ClassPathResource("sql/reports/" + kind.wireName() + ".sql")
                    .getContentAsString(StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The time zone whose days are counted. */
    public String zone() {
        return zone;
    }

    /** The report as of now: everything that is committed counts. */
    public ReportTable make(ReportQuery query) {
        MapSqlParameterSource parameters = new MapSqlParameterSource()
                .addValue("org", query.orgId()).addValue("period", query.period().wireName())
                .addValue("by", query.by()).addValue("limit", query.limit())
                .addValue("from", query.from(), Types.DATE).addValue("end", query.end(), Types.DATE)
                .addValue("whole", query.period().wholeSpan())
                .addValue("firstWhole", query.firstWhole(), Types.DATE)
                .addValue("endWhole", query.endWhole(), Types.DATE);
        ResultSetExtractor<ReportTable> table = rows -> table(query, rows);
        return jdbc.query(statements.get(query.kind()), parameters, table);
    }

    private ReportTable table(ReportQuery query, ResultSet rows) throws SQLException {
        ResultSetMetaData header = rows.getMetaData();
        List<String> columns = new ArrayList<>();
        for (int i = 1; i <= header.getColumnCount(); i++) {
            columns.add(header.getColumnLabel(i));
        }
        List<Map<String, Object>> lines = new ArrayList<>();
        while (rows.next()) {
            Map<String, Object> line = new LinkedHashMap<>();
            for (int i = 1; i <= columns.size(); i++) {
                line.put(columns.get(i - 1), header.getColumnType(i) == Types.DATE
                        ? rows.getObject(i, LocalDate.class) : rows.getObject(i));
            }
            lines.add(line);
        }
        return new ReportTable(query, zone, columns, lines);
    }
}
