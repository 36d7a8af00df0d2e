package io.rmahub.story;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a request to the cases API says beside its body: parameters, headers, versions. */
class CaseRequestTest extends HubStory {

    /** Commands that a reported case takes, each with a body that does it. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "PATCH |           | {\"tags\":[\"a\"]}",
        "POST  | /escalate | {}",
        "POST  | /assign   | {\"assignee\":\"me\"}",
        "POST  | /comments | {\"text\":\"hello\"}",
        "POST  | /parts    | {\"productId\":\"BAT-5-LV\",\"warehouseCode\":\"WAW\"}",
        "POST  | /ship     | {\"carrier\":\"dhl\",\"trackingNumber\":\"@\",\"direction\":\"INBOUND_FAULTY\"}",
    })
    void aCommandChangesOnlyTheVersionThatItsSenderHasSeen(String method, String command, String body) {
        String path = "/api/csp/rma/" + CaseApiTest.opened("");
        String sent = body.replace("@", "V" + UUID.randomUUID().toString().replace("-", ""));
        String url = path + (command == null ? "" : command);
        String seen = CaseApiTest.send("PATCH", path, "{\"tags\":[\"x\"]}").headers().firstValue("ETag").orElseThrow();
        int version = CaseApiTest.done("PATCH", path, "{\"tags\":[\"y\"]}").path("version").asInt();

        HttpResponse<String> late = CaseApiTest.send(method, url, sent, "If-Match", seen);

        assertThat(late.statusCode()).as(late.body()).isEqualTo(412);
        String now = hub.get(path, StoryHub.ADMIN_KEY).headers().firstValue("ETag").orElseThrow();
        assertThat(now).isEqualTo("\"" + version + "\"");
        HttpResponse<String> done = CaseApiTest.send(method, url, sent, "If-Match", now);
        assertThat(done.statusCode()).as(done.body()).isBetween(200, 201);
        assertThat(done.headers().firstValue("ETag")).isPresent().get().isNotEqualTo(now);
    }

    @Test
    void aMisspeltFilterIsRefused() {
        for (String path : List.of("/api/csp/rma?serial=X", "/api/csp/rma?queue=open&after=1",
                "/api/reports/trend?since=2026-01-01")) {
            HttpResponse<String> answer = hub.get(path, StoryHub.ADMIN_KEY);
            assertThat(answer.statusCode()).as(path).isEqualTo(400);
            assertThat(hub.read(answer.body()).path("detail").asText())
                    .containsPattern("[Tt]here is no (such )?parameter");
        }
    }

    /** Browsers and proxies send headers that are called like filters (RFC 9218, RFC 9110). */
    @Test
    void aHeaderIsNoFilter() {
        String serial = "H-" + UUID.randomUUID();
        String number = CaseApiTest.opened(",\"serialNumber\":\"" + serial + "\"");

        HttpResponse<String> listed = CaseApiTest.send("GET", "/api/csp/rma?serialNumber=" + serial, "",
                "Priority", "u=1, i", "Status", "CLOSED", "Limit", "0");
        HttpResponse<String> read = CaseApiTest.send("GET", "/api/csp/rma/" + number, "", "Id", "RMA-1999-00001");
        HttpResponse<String> report = CaseApiTest.send("GET", "/api/reports/trend", "", "From", "anna@example.com");

        assertThat(hub.read(listed.body()).path("items").findValuesAsText("number")).containsExactly(number);
        assertThat(hub.read(read.body()).path("number").asText()).isEqualTo(number);
        assertThat(report.statusCode()).as(report.body()).isEqualTo(200);
    }
}
