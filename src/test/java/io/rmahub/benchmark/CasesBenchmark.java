package io.rmahub.benchmark;

import io.rmahub.support.Hub;
import io.rmahub.support.HubContext;
import io.rmahub.support.HubLauncher;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.util.FileSystemUtils;

/**
 * Measures a hub with a million cases: {@code ./mvnw -Pbenchmark -DskipTests verify
 * -Dbenchmark.main=io.rmahub.benchmark.CasesBenchmark}. Queues, search and reports through its API, and what it costs
 * to write a case beside a database without cases on the same server. Arguments, in {@code -Dbenchmark.args="…"}: the
 * number of cases (1000000), how often each question is asked (100), a data folder to keep for another run (none), and
 * a regular expression for the names of the questions (all).
 */
public final class CasesBenchmark {

    private static final int WARM_UP = 20;

    private final Report report = new Report();
    private final Random random = new Random(7);
    private final int cases;
    private final int runs;
    private final String only;
    private HubContext hub;

    private CasesBenchmark(int cases, int runs, String only) {
        this.cases = cases;
        this.runs = runs;
        this.only = only;
    }

    public static void main(String[] arguments) throws Exception {
        Locale.setDefault(Locale.ROOT);
        int cases = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 1_000_000;
        int runs = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 100;
        boolean keep = arguments.length > 2;
        Path data = keep ? Path.of(arguments[2]) : Files.createTempDirectory("rma-hub-cases");
        try {
            new CasesBenchmark(cases, runs, arguments.length > 3 ? arguments[3] : ".*").run(data);
        } finally {
            if (!keep) {
                FileSystemUtils.deleteRecursively(data);
            }
        }
        System.exit(0);
    }

    private void run(Path data) throws Exception {
        try (HubContext started = HubLauncher.sandbox("benchmark-cases", data).inThisJvm()) {
            hub = started;
            DataSource full = hub.bean(DataSource.class);
            Long there = new JdbcTemplate(full).queryForObject("select count(*) from rma_case", Long.class);
            if (there == 0) {
                new ManyCases(full).make(cases, report);
            }
            questions().forEach((name, question) -> {
                if (name.matches(only)) {
                    measure(name, question);
                }
            });
            new CaseWriting(full, empty(full), report).measure();
            report.print();
        }
    }

    /** The same tables without a row, on the same server. */
    private static DataSource empty(DataSource full) throws Exception {
        new JdbcTemplate(full).execute("drop database if exists empty");
        new JdbcTemplate(full).execute("create database empty");
        String url;
        try (var connection = full.getConnection()) {
            url = connection.getMetaData().getURL();
        }
        String emptyUrl = url.replaceFirst("/[^/?]+(\\?|$)", "/empty$1");
        DataSource empty = new DriverManagerDataSource(emptyUrl, "postgres", "");
        Flyway.configure().dataSource(empty).load().migrate();
        return empty;
    }

    private Map<String, Supplier<String>> questions() {
        Map<String, Supplier<String>> questions = new LinkedHashMap<>();
        for (String queue : new String[] {"open", "unassigned", "mine", "resolved"}) {
            questions.put("queue " + queue, () -> "csp/rma?queue=" + queue);
        }
        questions.put("queue open, urgent", () -> "csp/rma?queue=open&priority=urgent");
        questions.put("queue resolved, one reason", () -> "csp/rma?queue=resolved&reasonCode=missing_part");
        questions.put("by number", () -> "csp/rma/RMA-2025-" + "%07d".formatted(any()));
        questions.put("by serial", () -> "csp/rma?serialNumber=SB05M" + "%09d".formatted(any()));
        questions.put("by ticket", () -> "csp/rma?ticketId=" + any());
        questions.put("by externalRef", () -> "csp/rma?externalRef=thulium:ticket:" + any());
        questions.put("by customer", () -> "csp/rma?customerId=C" + "%06d".formatted(random.nextInt(100_000)));
        questions.put("text, one case", () -> text("mark" + any()));
        questions.put("text, some cases", () -> text("neighbour" + random.nextInt(20_000)));
        questions.put("text, a sixth of all", () -> text("battery"));
        questions.put("text, common and rare", () -> text("battery neighbour" + random.nextInt(20_000)));
        questions.put("text, two common words", () -> text("battery storm"));
        questions.put("text, no case", () -> text("nowhere" + any()));
        questions.put("text, common, in the open queue", () -> "csp/rma?queue=open&q=battery");
        LocalDate today = LocalDate.now();
        for (String name : new String[] {"trend", "turnaround", "couriers", "standby", "faults", "failures", "sla",
                "csat"}) {
            questions.put("report " + name + ", a year", () -> "reports/" + name);
            questions.put("report " + name + ", everything by month", () -> "reports/" + name
                    + "?limit=10000&period=month&from=" + today.minusYears(3).minusDays(random.nextInt(20)));
        }
        questions.put("report trend, by day and product, 62 days",
                () -> "reports/trend?period=day&by=product&limit=10000");
        questions.put("report turnaround, by day, 62 days", () -> "reports/turnaround?period=day");
        questions.put("report trend, by week and family, a year", () -> "reports/trend?period=week&by=family");
        questions.put("report turnaround, by week, a year", () -> "reports/turnaround?period=week");
        return questions;
    }

    private int any() {
        return 1 + random.nextInt(cases);
    }

    private static String text(String words) {
        return "csp/rma?q=" + URLEncoder.encode(words, StandardCharsets.UTF_8);
    }

    private void measure(String name, Supplier<String> question) {
        double[] millis = new double[runs];
        for (int i = -WARM_UP; i < runs; i++) {
            String path = question.get();
            long start = System.nanoTime();
            int status = ask(path);
            if (status != 200 && !(status == 404 && name.equals("by number"))) {
                report.note(name + ": " + path + " answered " + status);
                return;
            }
            if (i >= 0) {
                millis[i] = (System.nanoTime() - start) / 1e6;
            }
        }
        Arrays.sort(millis);
        report.add(name + ", p50 ms", millis[runs / 2]);
        report.add(name + ", p95 ms", millis[(int) Math.ceil(runs * 0.95) - 1]);
        report.progress("%-45s p50 %7.1f  p95 %7.1f ms".formatted(name, millis[runs / 2],
                millis[(int) Math.ceil(runs * 0.95) - 1]));
    }

    private int ask(String path) {
        return hub.get("/api/" + path, Hub.ADMIN_KEY).statusCode();
    }
}
