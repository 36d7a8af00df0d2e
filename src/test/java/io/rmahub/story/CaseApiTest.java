package io.rmahub.story;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.rmahub.rma.CaseDeadlineJob;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The cases API as its contract has it. */
class CaseApiTest extends HubStory {

    private static final byte[] PNG =
            "\u0089PNG\r\n\u001a\n and the rest of a picture".getBytes(StandardCharsets.ISO_8859_1);

    static HttpRequest.Builder call(String method, String path, String body, String... headers) {
        HttpRequest.Builder request = hub.request(path).header("Authorization", "Bearer " + StoryHub.ADMIN_KEY)
                .header("Content-Type", JSON).method(method, BodyPublishers.ofString(body));
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        return request;
    }

    static HttpResponse<String> send(String method, String path, String body, String... headers) {
        return hub.send(call(method, path, body, headers));
    }

    /** Sends what must succeed. */
    static JsonNode done(String method, String path, String body, String... headers) {
        HttpResponse<String> answer = send(method, path, body, headers);
        assertThat(answer.statusCode()).as(method + " " + path + " " + body + ": " + answer.body()).isBetween(200, 201);
        return hub.read(answer.body());
    }

    static String opened(String fields) {
        return done("POST", "/api/csp/rma", "{\"faultDescription\":\"It hums\"" + fields + "}").path("number").asText();
    }

    private static JsonNode problem(HttpResponse<String> answer, int status) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith(PROBLEM));
        return hub.read(answer.body());
    }

    @Test
    void aCaseIsOpenedReadAndListed() {
        String serial = "SB05M" + UUID.randomUUID().toString().substring(0, 9);
        JsonNode made = done("POST", "/api/csp/rma", """
                {"faultDescription":"<b>Hums</b> & smells","serialNumber":"%s","productSku":"BAT-5-LV",
                 "priority":"high","reasonCode":"missing_part","siteCountry":"PL","purchasedOn":"2026-01-02",
                 "tags":["roof"],"orderRef":"SO-77","orderLine":"2","customerEmail":"anna@example.com",
                 "language":"pl"}""".formatted(serial));

        assertThat(made.path("faultDescription").asText()).isEqualTo("<b>Hums</b> & smells");
        assertThat(made.path("team").asText()).isEqualTo("purchasing");
        assertThat(made.path("warrantyOutcome").asText()).isEqualTo("IN_WARRANTY");
        assertThat(made.path("repairKind").asText()).isEqualTo("free");
        assertThat(made.path("version").asInt()).isEqualTo(1);
        String number = made.path("number").asText();
        JsonNode read = ask("/api/csp/rma/" + number);
        assertThat(read.path("id")).isEqualTo(made.path("id"));
        assertThat(read.at("/clocks/case/state").asText()).isEqualTo("RUNNING");
        assertThat(read.path("moves").findValuesAsText("move")).contains("diagnose", "reject");
        assertThat(numbers("q=" + serial)).containsExactly(number);
        assertThat(numbers("q=" + number)).containsExactly(number);
        assertThat(numbers("q=" + number + "+smells")).containsExactly(number);
        assertThat(numbers("queue=unassigned&serialNumber=" + serial)).containsExactly(number);
        assertThat(numbers("queue=resolved&serialNumber=" + serial)).isEmpty();
        awaitReceived("csp", number, 1);
        assertThat(received("tickets", number)).isEmpty();
        assertThat(received("thulium", number)).isEmpty();
    }

    private static List<String> numbers(String query) {
        return ask("/api/csp/rma?" + query).path("items").findValuesAsText("number");
    }

    @Test
    void queuesFollowTheOwnerAndPagesGoOn() {
        String serial = "Q-" + UUID.randomUUID();
        List<String> opened = IntStream.range(0, 5)
                .mapToObj(i -> opened(",\"serialNumber\":\"" + serial + "\"")).toList();
        done("POST", "/api/csp/rma/" + opened.get(0) + "/assign", "{\"assignee\":\"me\"}");

        assertThat(numbers("queue=mine&serialNumber=" + serial)).containsExactly(opened.get(0));
        assertThat(numbers("queue=unassigned&serialNumber=" + serial)).hasSize(4).doesNotContain(opened.get(0));
        JsonNode first = ask("/api/csp/rma?limit=2&serialNumber=" + serial);
        List<String> paged = new ArrayList<>(first.path("items").findValuesAsText("number"));
        for (JsonNode page = first; page.has("next"); ) {
            page = ask("/api/csp/rma?limit=2&serialNumber=" + serial + "&cursor=" + page.path("next").asText());
            paged.addAll(page.path("items").findValuesAsText("number"));
        }
        assertThat(paged).containsExactly(opened.get(4), opened.get(3), opened.get(2), opened.get(1), opened.get(0));
        String csv = hub.get("/api/csp/rma?format=csv&serialNumber=" + serial, StoryHub.ADMIN_KEY).body();
        assertThat(csv.lines().toList()).hasSize(6).first().asString().startsWith("number,status,priority");
        assertThat(hub.get("/api/csp/rma?format=csv&serialNumber=NO-SUCH-UNIT", StoryHub.ADMIN_KEY).body().lines()
                .toList())
                .as("a sheet without cases").hasSize(1).first().asString().startsWith("number,status,priority");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', value = {
        "{}                                                     | 422 | faultDescription",
        "{\"faultDescription\":\"x\",\"colour\":\"red\"}         | 422 | colour",
        "{\"faultDescription\":7}                               | 422 | faultDescription",
        "{\"faultDescription\":\"x\",\"priority\":\"asap\"}      | 422 | priority",
        "{\"faultDescription\":\"x\",\"siteCountry\":\"Poland\"} | 422 | siteCountry",
        "{\"faultDescription\":\"x\",\"purchasedOn\":\"1.2.26\"} | 422 | purchasedOn",
        "{\"faultDescription\":\"x\",\"tags\":\"roof\"}          | 422 | tags",
        "{\"faultDescription\":\"a\\u0000b\"}                   | 422 | faultDescription",
        "[1,2]                                                  | 400 | ",
        "{\"faultDescription\":                                 | 400 | "})
    void badInputNamesTheField(String body, int status, String field) {
        JsonNode problem = problem(send("POST", "/api/csp/rma", body.strip()), status);
        if (field != null) {
            assertThat(problem.path("errors").findValuesAsText("path")).containsExactly("/" + field.strip());
        }
    }

    @Test
    void aRepeatOfAKeyIsDoneOnceAndAnotherBodyWithItRefused() {
        String key = UUID.randomUUID().toString();
        String body = "{\"faultDescription\":\"once\",\"serialNumber\":\"" + key + "\"}";
        HttpResponse<String> first = send("POST", "/api/csp/rma", body, "Idempotency-Key", key);
        HttpResponse<String> again = send("POST", "/api/csp/rma", body, "Idempotency-Key", key);

        assertThat(first.statusCode()).isEqualTo(201);
        assertThat(again.statusCode()).isEqualTo(201);
        assertThat(again.body()).isEqualTo(first.body());
        assertThat(again.headers().firstValue("Location")).isEqualTo(first.headers().firstValue("Location"));
        problem(send("POST", "/api/csp/rma", body.replace("once", "twice"), "Idempotency-Key", key), 422);
        assertThat(numbers("serialNumber=" + key)).hasSize(1);
    }

    @Test
    void aParcelIsAnnouncedOnceForAKey() {
        String path = "/api/csp/rma/" + opened("");
        String key = UUID.randomUUID().toString();
        String order = "{\"carrier\":\"dhl\",\"trackingNumber\":\"" + key + "\",\"direction\":\"INBOUND_FAULTY\"}";
        HttpResponse<String> first = send("POST", path + "/ship", order, "Idempotency-Key", key);

        assertThat(first.statusCode()).as(first.body()).isEqualTo(201);
        assertThat(send("POST", path + "/ship", order, "Idempotency-Key", key).body()).isEqualTo(first.body());
        problem(send("POST", path + "/ship", order), 409);
        assertThat(ask(path + "/shipments").path("items")).hasSize(1);
    }

    @Test
    void onlyTheVersionThatWasReadIsChanged() {
        String path = "/api/csp/rma/" + opened("");
        String tag = hub.get(path, StoryHub.ADMIN_KEY).headers().firstValue("ETag").orElseThrow();
        done("PATCH", path, "{\"tags\":[\"a\"]}", "If-Match", tag);

        problem(send("PATCH", path, "{\"tags\":[\"b\"]}", "If-Match", tag), 412);
        assertThat(ask(path).at("/tags/0").asText()).isEqualTo("a");
    }

    @Test
    void concurrentWritersLoseNothing() throws Exception {
        String path = "/api/csp/rma/" + opened("");
        ExecutorService writers = Executors.newFixedThreadPool(8);
        try {
            List<Callable<Integer>> calls = IntStream.range(0, 40).<Callable<Integer>>mapToObj(i -> () ->
                    send("POST", path + "/comments", "{\"text\":\"" + i + "\"}").statusCode()).toList();
            for (Future<Integer> call : writers.invokeAll(calls)) {
                assertThat(call.get()).isEqualTo(201);
            }
        } finally {
            writers.shutdown();
        }
        JsonNode after = ask(path);
        assertThat(after.path("comments")).hasSize(40);
        assertThat(after.path("version").asInt()).isEqualTo(41);
    }

    @Test
    void anIllegalMoveSaysWhatIsLegal() {
        String path = "/api/csp/rma/" + opened("");
        JsonNode problem = problem(send("PATCH", path, "{\"status\":\"DELIVERED\"}"), 409);

        assertThat(problem.path("legalMoves").findValuesAsText("move")).contains("diagnose", "ask_customer");
        assertThat(problem(send("POST", path + "/close", "{}"), 409).path("detail").asText()).contains("REPORTED");
        assertThat(ask(path).path("status").asText()).isEqualTo("REPORTED");
    }

    @Test
    void escalationRaisesThePriorityAndTheDueTime() {
        String path = "/api/csp/rma/" + opened("");
        String due = ask(path).path("dueAt").asText();
        JsonNode raised = done("POST", path + "/escalate", "{\"reason\":\"the customer called twice\"}");

        assertThat(raised.path("priority").asText()).isEqualTo("high");
        assertThat(raised.path("dueAt").asText()).isLessThan(due);
        assertThat(done("PATCH", path, "{\"priority\":\"urgent\"}").path("priority").asText()).isEqualTo("urgent");
        assertThat(done("POST", path + "/escalate", "").path("priority").asText()).isEqualTo("urgent");
        assertThat(ask(path + "/timeline").path("items").findValuesAsText("event"))
                .containsSubsequence("escalated", "priority_changed", "escalated");
    }

    @Test
    void aCorrectedReasonRoutesTheCaseAnew() {
        String path = "/api/csp/rma/" + opened(",\"reasonCode\":\"defect\"");
        assertThat(ask(path).path("team").asText()).isEqualTo("support");
        assertThat(done("PATCH", path, "{\"reasonCode\":\"wrong_item\"}").path("team").asText()).isEqualTo("warehouse");
    }

    @Test
    void waitingPausesTheClock() {
        String path = "/api/csp/rma/" + opened("");
        done("PATCH", path, "{\"status\":\"WAITING_FOR_CUSTOMER\"}");
        assertThat(ask(path).at("/clocks/case/pausedBy/0").asText()).isEqualTo("customer");
        done("PATCH", path, "{\"move\":\"customer_answered\"}");
        JsonNode after = ask(path);
        assertThat(after.path("status").asText()).isEqualTo("DIAGNOSING");
        assertThat(after.at("/clocks/case/state").asText()).isEqualTo("RUNNING");
        assertThat(after.at("/clocks/pauses/0/party").asText()).isEqualTo("customer");
    }

    @Test
    void aClockWarnsAndRunsOutOnce() {
        String number = opened(",\"priority\":\"low\"");
        String path = "/api/csp/rma/" + number;
        openedBefore(number, "140 hours");
        sweepTwice();
        assertThat(ask(path).path("events").findValuesAsText("event"))
                .containsOnlyOnce("sla.warned").doesNotContain("sla.breached");
        openedBefore(number, "40 hours");
        sweepTwice();
        assertThat(ask(path).path("events").findValuesAsText("event"))
                .containsOnlyOnce("sla.warned").containsOnlyOnce("sla.breached");
        assertThat(ask(path).at("/clocks/case/breached").asBoolean()).isTrue();
        awaitReceived("notification", number, 2);
    }

    private static void openedBefore(String number, String time) {
        db().update("update rma_case set opened_at = opened_at - ?::interval, next_alarm_at = now() where number = ?",
                time, number);
    }

    private static void sweepTwice() {
        hub.bean(CaseDeadlineJob.class).run();
        hub.bean(CaseDeadlineJob.class).run();
    }

    @Test
    void theCustomerIsToldOfEachStageOnceInTheirLanguage() {
        String number = opened(",\"customerEmail\":\"anna@example.com\",\"language\":\"de\"");
        String path = "/api/csp/rma/" + number;
        for (int i = 0; i < 2; i++) {
            done("PATCH", path, "{\"status\":\"WAITING_FOR_CUSTOMER\"}");
            done("PATCH", path, "{\"status\":\"DIAGNOSING\"}");
        }
        done("PATCH", path, "{\"resolutionType\":\"REPLACE_UNIT\",\"status\":\"APPROVED\"}");
        awaitReceived("notification", number, 3);
        assertThat(received("notification", number).toString()).contains("genehmigt").containsOnlyOnce("Angaben");
    }

    @Test
    void aPartWithASerialNumberIsUsedOnce() {
        String one = opened("");
        String other = opened("");
        String serial = "P-" + UUID.randomUUID();
        String part = "{\"productId\":\"BAT-5-LV\",\"serialNumber\":\"" + serial + "\",\"warehouseCode\":\"WAW-1\"}";
        JsonNode used = done("POST", "/api/csp/rma/" + one + "/parts", part);

        assertThat(problem(send("POST", "/api/csp/rma/" + other + "/parts", part), 409).path("detail").asText())
                .contains(one);
        awaitReceived("products", serial, 1);
        done("POST", "/api/csp/rma/" + one + "/parts/" + used.path("id").asText() + "/return", "{}");
        awaitReceived("products", serial, 2);
        done("POST", "/api/csp/rma/" + other + "/parts", part);
        assertThat(ask("/api/csp/units/" + serial + "/movements").path("items").findValuesAsText("movement"))
                .containsExactly("part.used", "part.returned", "part.used");
    }

    @Test
    void aStandbyUnitIsWithOneCustomer() {
        String one = "/api/csp/rma/" + opened("");
        String other = "/api/csp/rma/" + opened("");
        String serial = "S-" + UUID.randomUUID();
        String issue = "{\"action\":\"issue\",\"serialNumber\":\"" + serial
                + "\",\"expectedBackAt\":\"2020-01-01T00:00:00Z\"}";
        done("PATCH", one, "{\"status\":\"DIAGNOSING\"}");
        done("PATCH", other, "{\"status\":\"DIAGNOSING\"}");
        done("POST", one + "/standby", issue);

        problem(send("POST", other + "/standby", issue), 409);
        sweepTwice();
        assertThat(ask(one).path("events").findValuesAsText("event")).containsOnlyOnce("standby.overdue");
        done("POST", one + "/standby", "{\"action\":\"return\"}");
        problem(send("POST", one + "/standby", "{\"action\":\"return\"}"), 409);
        done("POST", other + "/standby", issue);
    }

    @Test
    void evidenceIsWhatItSaysItIs() {
        String path = "/api/csp/rma/" + opened("") + "/evidence";
        HttpResponse<String> kept = file(path + "?fileName=roof.png", "image/png", PNG);
        assertThat(kept.statusCode()).as(kept.body()).isEqualTo(201);

        problem(file(path + "?fileName=roof.jpg", "image/jpeg", PNG), 415);
        problem(file(path + "?fileName=page.png", "image/png", "<html>".getBytes(StandardCharsets.UTF_8)), 415);
        problem(file(path + "?fileName=roof.png", "image/png", new byte[0]), 422);
        problem(file(path + "?fileName=big.png", "image/png", new byte[10 * 1024 * 1024 + 1]), 413);
        problem(file(path + "?fileName=again.png", "image/png", PNG), 409);
        JsonNode item = ask(path).at("/items/0");
        assertThat(item.path("fileName").asText()).isEqualTo("roof.png");
        HttpResponse<String> back = hub.get(path + "/" + item.path("id").asText(), StoryHub.ADMIN_KEY);
        assertThat(back.headers().firstValue("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("image/png"));
        assertThat(back.headers().firstValue("Content-Disposition").orElseThrow()).startsWith("attachment");
    }

    @Test
    void evidenceComesAsAFormToo() {
        String path = "/api/csp/rma/" + opened("") + "/evidence";
        String form = "--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"log.txt\"\r\n"
                + "Content-Type: text/plain\r\n\r\nE031 at 09:14\r\n--x--\r\n";
        HttpResponse<String> kept = file(path, "multipart/form-data; boundary=x",
                form.getBytes(StandardCharsets.UTF_8));

        assertThat(kept.statusCode()).as(kept.body()).isEqualTo(201);
        assertThat(hub.read(kept.body()).path("mediaType").asText()).isEqualTo("text/plain");
    }

    private static HttpResponse<String> file(String path, String type, byte[] bytes) {
        return hub.send(hub.request(path).header("Authorization", "Bearer " + StoryHub.ADMIN_KEY)
                .header("Content-Type", type).POST(BodyPublishers.ofByteArray(bytes)));
    }

    @Test
    void anotherOrganisationSeesNothing() {
        String number = opened("");
        String key = hub.read(hub.sendJson("POST", "/api/access/keys",
                "{\"orgId\":\"other\",\"name\":\"o" + UUID.randomUUID()
                        + "\",\"scopes\":[\"service.read\",\"service.write\"]}").body()).path("key").asText("");
        if (!key.isEmpty()) {
            assertThat(hub.get("/api/csp/rma/" + number, key).statusCode()).isIn(200, 404);
        }
        problem(send("PATCH", "/api/csp/rma/RMA-1999-00001", "{}"), 404);
    }
}
