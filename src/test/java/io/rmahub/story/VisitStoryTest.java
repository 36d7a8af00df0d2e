package io.rmahub.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** A visit on site, from its plan to its end, as the TMS tells it. */
class VisitStoryTest extends HubStory {

    /** Opens a case that needs a visit and returns its number. */
    private static String openCase() {
        String ticket = newTicket();
        thuliumHas(ticket, ticket(ticket));
        return awaitDelivered(accepted(FORM, thin(ticket))).path("caseNumber").asText();
    }

    private static String taskOf(String number) {
        return await("the task of " + number).atMost(SOON)
                .until(() -> ask("/api/csp/rma/" + number).path("taskId").asText(), task -> !task.isEmpty());
    }

    private static ObjectNode report(String task, String status, String at) {
        return hub.json.createObjectNode().put("eventId", UUID.randomUUID().toString()).put("taskId", task)
                .put("status", status).put("occurredAt", at).put("engineer", "Jan Kowalski");
    }

    private static ObjectNode completed(String task) {
        ObjectNode report = report(task, "completed", "2026-03-17T12:40:00+01:00")
                .put("findings", "BMS board replaced");
        report.putArray("parts").addObject().put("sku", "BMS-BOARD-2").put("qty", "1").put("serialNumber", "BM2400117")
                .put("warehouseCode", "WAW-1");
        report.withArray("parts").addObject().put("sku", "FUSE-63A").put("qty", 2);
        report.putArray("photos").add("https://tms.example/p/1.jpg");
        return report;
    }

    private static String posted(ObjectNode report) {
        HttpResponse<String> answer = hub.send(hub.request("/api/integrations/tms/visits").header("Content-Type", JSON)
                .header("X-Api-Key", "sandbox-tms-hook").POST(HttpRequest.BodyPublishers.ofString(report.toString())));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
        return hub.read(answer.body()).path("id").asText();
    }

    private static List<String> timeline(String number) {
        return ask("/api/csp/rma/" + number).path("events").findValuesAsText("event").stream()
                .filter(event -> event.startsWith("visit.") || event.startsWith("part.")).toList();
    }

    private static String status(String task) {
        return db().queryForObject("select status from visit where task_id = ?", String.class, task);
    }

    private static void requireFoundBy(String task, String number) {
        for (String query : List.of("taskId=" + task, "q=" + task)) {
            assertThat(ask("/api/csp/rma?" + query).path("items").findValuesAsText("number")).as(query)
                    .containsExactly(number);
        }
    }

    @Test
    void theCaseIsFoundByItsTaskBeforeAndAfterItsNextChange() {
        String number = openCase();
        String task = taskOf(number);
        requireFoundBy(task, number);

        posted(report(task, "on_site", "2026-03-17T10:05:00+01:00"));
        await().atMost(SOON).until(() -> !timeline(number).isEmpty());

        assertThat(taskOf(number)).isEqualTo(task);
        requireFoundBy(task, number);

        assertThat(db().queryForList("select 1 from case_task where task_id = ?", task))
                .as("stands in the row").isEmpty();

        db().update("update rma_case set task_id = null where number = ?", number);
        assertThat(ask("/api/csp/rma/" + number).path("taskId").isTextual()).as("a person removed it").isFalse();
        assertThat(ask("/api/csp/rma?taskId=" + task).path("items")).isEmpty();
    }

    @Test
    void aVisitGoesFromItsPlanToItsEndAndBothRecordsAreClosed() {
        String number = openCase();
        String task = taskOf(number);
        awaitState(posted(report(task, "scheduled", "2026-03-15 09:00").put("scheduledFor", "2026-03-17 10:00")),
                "PROCESSED");
        ObjectNode end = completed(task);
        String message = posted(end);
        assertThat(awaitState(message, "PROCESSED").path("caseNumber").asText()).isEqualTo(number);
        assertThat(posted(end)).as("the same event again").isEqualTo(message);
        assertThat(awaitState(posted(completed(task)), "IGNORED").path("reason").asText()).contains("reported before");
        awaitState(posted(report(task, "started", "2026-03-17 10:07")), "IGNORED");

        assertThat(status(task)).isEqualTo("COMPLETED");
        assertThat(db().queryForObject("select started_at is not null from visit where task_id = ?", Boolean.class,
                task)).isTrue();
        assertThat(timeline(number)).containsExactly("visit.scheduled", "part.used", "part.used", "visit.completed");
        await().atMost(SOON).untilAsserted(() -> assertThat(received("tms", number).stream()
                .map(call -> call.path("path").asText()).toList())
                .containsExactly("/api/tasks", "/api/tasks/" + task + "/close"));
        JsonNode part = ask("/api/csp/rma/" + number).path("events").findParents("event").stream()
                .filter(event -> event.path("event").asText().equals("part.used")).findFirst().orElseThrow();
        assertThat(part.path("toValue").asText()).isEqualTo("BMS-BOARD-2");
        assertThat(part.path("detail").path("serialNumber").asText()).isEqualTo("BM2400117");
    }

    @Test
    void reportsOfAnUnknownTaskWaitForItsCase() {
        String task = "T-" + UUID.randomUUID();
        assertThat(awaitState(posted(completed(task)), "PROCESSED").path("reason").asText())
                .startsWith("kept until a case");
        String number = openCase();
        awaitState(posted(report(task, "started", "2026-03-17 10:07").put("reference", number)), "IGNORED");
        assertThat(timeline(number)).containsExactly("part.used", "part.used", "visit.completed");
    }

    @Test
    void aFailedVisitCanBePlannedAnewAndUnknownWordsChangeNothing() {
        String number = openCase();
        String task = taskOf(number);
        awaitState(posted(report(task, "failed", "2026-03-17 10:30").put("failureReason", "Nobody at home")),
                "PROCESSED");
        awaitState(posted(report(task, "scheduled", "2026-03-17 10:00")), "IGNORED");
        assertThat(awaitState(posted(report(task, "on holiday", "2026-03-17 11:00")), "IGNORED")
                .path("reason").asText())
                .contains("on holiday");
        awaitState(posted(report(task, "scheduled", "2026-03-17 12:00")), "PROCESSED");
        assertThat(status(task)).isEqualTo("SCHEDULED");
        assertThat(timeline(number)).containsExactly("visit.failed", "visit.scheduled");
    }
}
