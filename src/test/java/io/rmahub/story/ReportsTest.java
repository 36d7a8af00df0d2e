package io.rmahub.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Reports over the API: whose figures, in which form, and what is refused. */
class ReportsTest extends HubStory {

    private static final String TREND = "/api/reports/trend?period=all&by=family";

    @Test
    void aCaseIsInTheReportAsSoonAsItIsThereAndStaysWhenFiguresAreSummedUp() {
        long before = storage(ask(TREND));
        String ticket = newTicket();
        thuliumHas(ticket, ticket(ticket));
        accepted(FORM, thin(ticket));
        awaitReceived("csp", serial(ticket), 1);

        assertThat(storage(ask(TREND))).isEqualTo(before + 1);

        await("the figures to be summed up").atMost(SOON).until(() ->
                db().queryForObject("select count(*) from report_delta", Long.class) == 0);
        assertThat(storage(ask(TREND))).isEqualTo(before + 1);
    }

    /** Cases of the family that the catalogue has named for the story's product. */
    private static long storage(JsonNode report) {
        assertThat(report.required("zone").asText()).isEqualTo("Europe/Warsaw");
        for (JsonNode row : report.required("rows")) {
            if (!row.required("group").asText().equals("unknown")) {
                return row.required("opened").asLong();
            }
        }
        return 0;
    }

    @ParameterizedTest
    @ValueSource(strings = {"trend", "turnaround", "couriers", "standby", "faults", "failures", "sla", "csat"})
    void everyReportIsThereAsJsonAndAsCsv(String report) {
        JsonNode json = ask("/api/reports/" + report);
        assertThat(json.required("columns").get(0).asText()).isEqualTo("period");

        HttpResponse<String> csv = hub.get("/api/reports/" + report + "?format=csv", StoryHub.ADMIN_KEY);
        assertThat(csv.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/csv");
        assertThat(csv.body().lines().findFirst().orElseThrow().split(",")).hasSameSizeAs(json.required("columns"));

        HttpResponse<String> accepted = hub.send(hub.request("/api/reports/" + report).header("Accept", "text/csv")
                .header("Authorization", "Bearer " + StoryHub.ADMIN_KEY));
        assertThat(accepted.headers().firstValue("Content-Type").orElseThrow()).as(accepted.body())
                .startsWith("text/csv");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            nothing                                      | 404 | There is no report nothing
            trend?from=yesterday                         | 400 | from: a day, for example 2026-03-02
            trend?from=2026-03-02&to=2026-03-01          | 400 | from: the first day must not be after the last one
            trend?period=hour                            | 400 | period: day, week, month or all
            trend?by=customer                            | 400 | by: one of [all, reason, product, family]
            trend?period=day&from=2020-01-01             | 400 | from: by day a report has at most 62 days; \
            by month there is no limit
            trend?zone=Asia/Tokyo                        | 400 | zone: reports count the days of Europe/Warsaw
            trend?limit=0                                | 400 | limit: a number from 1 to 10000
            trend?limit=many                             | 400 | limit: a whole number
            trend?format=xml                             | 400 | format: json or csv
            """)
    void whatCannotBeReportedIsSaid(String path, int status, String detail) {
        HttpResponse<String> answer = hub.get("/api/reports/" + path, StoryHub.ADMIN_KEY);

        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type").orElseThrow()).startsWith(PROBLEM);
        assertThat(hub.read(answer.body()).required("detail").asText()).startsWith(detail);
    }

    @Test
    void withoutAKeyThereIsNoReport() {
        assertThat(hub.send(hub.request("/api/reports/trend").GET()).statusCode()).isEqualTo(401);
    }
}
