package io.rmahub.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.rmahub.report.model.ReportQuery;
import io.rmahub.report.model.ReportKind;
import io.rmahub.report.model.Period;
import io.rmahub.support.TestDatabase;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.core.io.ClassPathResource;

/**
 * The reports over {@code what-happened.txt} are those in {@code reports.txt}, whether the figures lie as they were
 * written, are summed up, or were counted anew.
 */
class ReportTablesTest {

    private static final Path FOLDER = Path.of("src/test/resources/reports");

    private static TestDatabase database;
    private static Reports reports;

    @BeforeAll
    static void letItHappen() throws IOException {
        database = new TestDatabase();
        reports = new Reports(database.jdbc, new ReportSettings(ZoneId.of("Europe/Warsaw")));
        new WhatHappened(database, "demo").tell(FOLDER.resolve("what-happened.txt"));
        new WhatHappened(database, "another").tell(FOLDER.resolve("what-happened.txt"));
    }

    @AfterAll
    static void close() {
        database.close();
    }

    @Test
    void areThoseOfTheClerk() throws IOException {
        String expected = Files.readString(FOLDER.resolve("reports.txt"));

        assertThat(database.jdbc.queryForObject("select count(*) from report_tally", Long.class)).isZero();
        assertThat(all(expected)).as("as written").isEqualTo(expected);

        sumUp();
        assertThat(database.jdbc.queryForObject("select count(*) from report_delta", Long.class)).isZero();
        assertThat(all(expected)).as("summed up").isEqualTo(expected);

        database.jdbc.execute("select report_recount()");
        assertThat(all(expected)).as("counted anew").isEqualTo(expected);
    }

    @Test
    void nothingIsCountedOfAnotherOrganisation() {
        for (ReportKind kind : ReportKind.values()) {
            ReportQuery query = new ReportQuery("stranger", kind, LocalDate.parse("2026-01-01"),
                    LocalDate.parse("2026-12-31"), Period.MONTH, kind.groups().get(0), 100);
            assertThat(reports.make(query).rows()).as(kind.wireName()).isEmpty();
        }
    }

    @Test
    void anotherZoneHasOtherDays() throws IOException {
        try (TestDatabase other = new TestDatabase()) {
            new WhatHappened(other, "demo").tell(FOLDER.resolve("what-happened.txt"));
            ReportQuery february = new ReportQuery("demo", ReportKind.TREND, LocalDate.parse("2026-02-01"),
                    LocalDate.parse("2026-02-28"), Period.ALL, "all", 10);

            assertThat(new Reports(other.jdbc, new ReportSettings(ZoneId.of("UTC"))).make(february).rows())
                    .singleElement().satisfies(row -> assertThat(row).containsEntry("opened", 2L));
            assertThat(new Reports(other.jdbc, new ReportSettings(ZoneId.of("Europe/Warsaw"))).make(february).rows())
                    .singleElement().satisfies(row -> assertThat(row).containsEntry("opened", 1L));
        }
    }

    private static void sumUp() throws IOException {
        database.jdbc.update(new ClassPathResource("sql/sum-up-report-figures.sql")
                .getContentAsString(StandardCharsets.UTF_8));
    }

    /** Makes each report that is named by a line {@code # trend month reason 2026-02-01 2026-04-30}. */
    private static String all(String expected) {
        StringBuilder all = new StringBuilder();
        expected.lines().filter(line -> line.startsWith("# ")).forEach(line -> {
            String[] words = line.substring(2).split(" ");
            all.append(all.isEmpty() ? "" : "\n").append(line).append('\n');
            all.append(WhatHappened.drawn(reports.make(new ReportQuery("demo", ReportKind.of(words[0]).orElseThrow(),
                    LocalDate.parse(words[3]), LocalDate.parse(words[4]), Period.of(words[1]).orElseThrow(), words[2],
                    100))));
        });
        return all.toString();
    }
}
