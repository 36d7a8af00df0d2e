package io.rmahub.benchmark;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/** Fills a hub's database with cases by {@code benchmark/cases.sql}, set by set. */
final class ManyCases {

    private static final List<String> TABLES =
            List.of("rma_case", "rma_event", "decision", "rma_milestone", "rma_shipment", "rma_standby");

    private final DataSource database;

    ManyCases(DataSource database) {
        this.database = database;
    }

    /** Indexes are built and figures counted when all rows are there: that is what takes long with each of them. */
    void make(int cases, Report report) throws Exception {
        try (var connection = database.getConnection()) {
            JdbcTemplate jdbc = new JdbcTemplate(new SingleConnectionDataSource(connection, true));
            jdbc.execute("set synchronous_commit = off");
            jdbc.execute("set work_mem = '64MB'");
            jdbc.execute("set maintenance_work_mem = '256MB'");
            List<Map<String, Object>> indexes = jdbc.queryForList("""
                    select c.relname as name, pg_get_indexdef(i.indexrelid) as definition
                    from pg_index i join pg_class c on c.oid = i.indexrelid
                    where i.indrelid = any (?::text[]::regclass[]) and not i.indisunique""",
                    (Object) TABLES.toArray(String[]::new));
            indexes.forEach(index -> jdbc.execute("drop index " + index.get("name")));
            TABLES.forEach(table -> jdbc.execute("alter table " + table + " disable trigger user"));
            for (String statement : statements(cases)) {
                report.progress(statement.lines().filter(line -> !line.startsWith("--")).findFirst().orElse(""));
                jdbc.execute(statement);
            }
            TABLES.forEach(table -> jdbc.execute("alter table " + table + " enable trigger user"));
            report.progress("indexes");
            indexes.forEach(index -> jdbc.execute((String) index.get("definition")));
            report.progress("figures");
            jdbc.execute("select report_recount()");
            TABLES.forEach(table -> jdbc.execute("vacuum analyze " + table));
            jdbc.execute("vacuum analyze report_tally");
            jdbc.execute("reset all");
        }
        report.progress(cases + " cases are there");
    }

    private static List<String> statements(int cases) throws IOException {
        String all = new ClassPathResource("benchmark/cases.sql").getContentAsString(StandardCharsets.UTF_8);
        return List.of(all.replace(":cases", Integer.toString(cases)).split(";\\R+"));
    }
}
