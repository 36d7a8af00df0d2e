package io.rmahub.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rmahub.approval.Approval;
import io.rmahub.approval.Approvals;
import io.rmahub.approval.NewApproval;
import io.rmahub.engine.processing.DecisionService;
import java.math.BigDecimal;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** A request on its way to an OA system, and the decision on its way back. */
class ApprovalStoryTest extends HubStory {

    private static final String LANDRAY = "Basic " + Base64.getEncoder()
            .encodeToString("landray:sandbox-landray-hook".getBytes(StandardCharsets.UTF_8));

    /** An open case by its id and number. */
    private record Case(UUID id, String number) {
    }

    private static Case openCase() {
        String ticket = newTicket();
        thuliumHas(ticket, ticket(ticket));
        String number = awaitDelivered(accepted(FORM, thin(ticket))).path("caseNumber").asText();
        return new Case(UUID.fromString(ask("/api/csp/rma/" + number).path("id").asText()), number);
    }

    private static Approval request(Case rmaCase, String kind, BigDecimal amount) {
        return hub.bean(DecisionService.class).transact(effects -> hub.bean(Approvals.class).request(
                effects, new NewApproval("demo", kind, "rma", rmaCase.id(), rmaCase.number(), rmaCase.id(),
                        "Failed 11 days after <the end> & more", amount, amount == null ? null : "EUR", null,
                        "user:anna", UUID.randomUUID())));
    }

    private static JsonNode approval(UUID id) {
        return ask("/api/ops/approvals/" + id);
    }

    private static String awaitExternalId(Approval approval) {
        return await("the id of " + approval.id()).atMost(SOON)
                .until(() -> approval(approval.id()).path("externalId").asText(), id -> !id.isEmpty());
    }

    private static JsonNode awaitStatus(Approval approval, String status) {
        return await(status).atMost(SOON).until(() -> approval(approval.id()),
                found -> found.path("status").asText().equals(status));
    }

    private static String landraySays(String id, Object status, String time, String more) {
        String body = "{\"ekpReviewId\":\"" + id + "\",\"userEkpId\":\"wang.fang\",\"status\":\"" + status
                + "\",\"endTime\":\"" + time + "\",\"reason\":\"同意\"" + more + "}";
        HttpResponse<String> answer = hub.send(hub.request("/api/integrations/oa/landray/approvals")
                .header("Content-Type", JSON).header("Authorization", LANDRAY)
                .POST(HttpRequest.BodyPublishers.ofString(body)));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(hub.read(answer.body()).path("code").asInt()).isOne();
        return hub.read(answer.body()).path("id").asText();
    }

    private static List<String> timeline(Case rmaCase) {
        return ask("/api/csp/rma/" + rmaCase.number()).path("events").findValuesAsText("event").stream()
                .filter(event -> event.startsWith("approval.")).toList();
    }

    @Test
    void landrayIsAskedAndItsDecisionsArriveOnce() {
        Case rmaCase = openCase();
        Approval approval = request(rmaCase, "warranty-exception", null);
        String id = awaitExternalId(approval);
        assertThat(id).matches("[0-9a-f]{32}");
        assertThat(received("landray", rmaCase.number())).singleElement().satisfies(call ->
                assertThat(call.path("body").asText()).contains("web:addReview", "保修例外审批",
                        "&lt;the end&gt; &amp; more", approval.id().toString()));

        awaitState(landraySays(id, "20", "2026-03-14 10:00", ""), "PROCESSED");
        String decided = landraySays(id, 30, "2026-03-14 16:20", ",\"nodeName\":\"总监审批\"");
        assertThat(awaitState(decided, "PROCESSED").path("caseNumber").asText()).isEqualTo(rmaCase.number());
        assertThat(landraySays(id, 30, "2026-03-14 16:20", ",\"nodeName\":\"总监审批\"")).as("the same again")
                .isEqualTo(decided);
        awaitState(landraySays(id, 30, "2026-03-14 16:25", ""), "IGNORED");
        assertThat(awaitState(landraySays(id, 11, "2026-03-14 16:30", ""), "IGNORED").path("reason").asText())
                .contains("REFUSED", "decided already: APPROVED");
        awaitState(landraySays(id, 77, "2026-03-14 16:40", ""), "IGNORED");

        JsonNode found = approval(approval.id());
        assertThat(found.path("status").asText()).isEqualTo("APPROVED");
        assertThat(found.path("statusAt").asText()).isEqualTo("2026-03-14T08:20:00Z");
        assertThat(found.path("decidedBy").asText()).isEqualTo("wang.fang");
        assertThat(found.path("comment").asText()).isEqualTo("同意");
        assertThat(found.path("node").asText()).isEqualTo("总监审批");
        assertThat(found.path("history").findValuesAsText("effect"))
                .containsExactly("MOVED", "MOVED", "KEPT", "CONFLICT", "KEPT");
        assertThat(timeline(rmaCase)).containsExactly(
                "approval.requested", "approval.in-review", "approval.approved", "approval.conflict");
        assertThat(ask("/api/csp/rma/" + rmaCase.number()).path("events").findValuesAsText("approvalKind"))
                .hasSize(4).containsOnly("exception");
        assertThat(ask("/api/ops/messages?q=" + id).path("items")).isNotEmpty();
    }

    @Test
    void huilianyiIsAskedWithATokenThatIsRenewedAndRefuses() {
        Case rmaCase = openCase();
        assertThat(hub.send(hub.request("/sandbox/huilianyi/tokens").DELETE()).statusCode()).isEqualTo(204);
        Approval approval = request(rmaCase, "refund", new BigDecimal("1200.50"));
        String id = awaitExternalId(approval);
        assertThat(hub.send(hub.request("/sandbox/huilianyi/tokens").DELETE()).statusCode()).isEqualTo(204);
        assertThat(awaitExternalId(request(rmaCase, "goodwill", null))).as("after the token was revoked").isNotEmpty();
        assertThat(received("huilianyi", approval.id().toString())).singleElement()
                .satisfies(call -> assertThat(call.at("/body/totalAmount").asText()).isEqualTo("1200.50"));

        String body = "{\"documentId\":\"" + id + "\",\"status\":\"refused\",\"approver\":{\"name\":\"陈静\"},"
                + "\"opinion\":\"No invoice\",\"approvedAt\":1773476431000}";
        HttpRequest.Builder post = hub.request("/api/integrations/oa/huilianyi/approvals").header("Content-Type", JSON);
        assertThat(hub.send(post.POST(HttpRequest.BodyPublishers.ofString(body))).statusCode()).isEqualTo(401);
        assertThat(hub.send(post.header("X-Hub-Token", "sandbox-huilianyi-hook")).body()).contains("\"code\":\"1\"");

        assertThat(awaitStatus(approval, "REFUSED").path("comment").asText()).isEqualTo("No invoice");
        assertThat(timeline(rmaCase)).endsWith("approval.refused");
        assertThat(ask("/api/ops/approvals?status=REFUSED").path("items").findValuesAsText("id"))
                .contains(approval.id().toString());
        assertThat(hub.get("/api/ops/approvals?status=MAYBE", StoryHub.ADMIN_KEY).statusCode()).isEqualTo(400);
    }

    @Test
    void aDecisionForAnUnknownRequestIsAccountedFor() {
        String message = landraySays(UUID.randomUUID().toString().replace("-", ""), "00", "2026-03-14 11:00", "");
        assertThat(awaitState(message, "PROCESSED").path("reason").asText()).startsWith("kept until a request");
        String ours = landraySays(UUID.randomUUID().toString().replace("-", ""), "00", "2026-03-14 11:00",
                ",\"hubReference\":\"" + request(openCase(), "late-extension", null).id() + "\"");
        assertThat(awaitState(ours, "PROCESSED").path("reason").asText()).startsWith("approval withdrawn");
    }

    @Test
    void aDecisionWhoseCallbackWasLostIsAskedFor() {
        for (String system : List.of("landray", "huilianyi")) {
            Approval approval = request(openCase(), system.equals("landray") ? "void-reversal" : "paid-repair", null);
            String id = awaitExternalId(approval);
            ObjectNode decision = hub.json.createObjectNode().put("status", system.equals("landray") ? "30" : "1003")
                    .put("approver", "wang.fang").put("comment", "fine").put("node", "CFO");
            assertThat(hub.sendJson("POST", "/sandbox/" + system + "/documents/" + id, decision.toString())
                    .statusCode()).isEqualTo(200);
            waitedLong(approval);
            JsonNode found = awaitStatus(approval, "APPROVED");
            assertThat(found.path("decidedBy").asText()).isEqualTo("wang.fang");
            assertThat(message(found.at("/history/0/causeId").asText()).path("source").asText()).isEqualTo(system);
        }
    }

    private static void waitedLong(Approval approval) {
        db().update("update approval_request set asked_at = asked_at - interval '2 hours' where id = ?", approval.id());
    }

    @Test
    void aQuestionThatTheSystemCannotAnswerIsGivenUpAtOnceAndNotRepeated() {
        Approval approval = request(openCase(), "warranty-exception", null);
        awaitExternalId(approval);
        db().update("update approval_request set external_id = 'gone-' || id where id = ?", approval.id());
        waitedLong(approval);
        await().atMost(SOON).untilAsserted(() -> assertThat(db().queryForList(
                "select cause from delivery where line_id = ? and status = 'DEAD'", String.class, approval.id()))
                .containsExactly("REJECTED"));
        waitedLong(approval);
        String dead = db()
                .queryForObject("select id::text from delivery where line_id = ?", String.class, approval.id());
        db().update("update approval_request set closed_at = now() where id = ?", approval.id());
        assertThat(replay("{\"deliveryId\":\"" + dead + "\",\"action\":\"discard\"}").statusCode()).isEqualTo(202);
    }

    @Test
    void anAlarmIsRaisedOnceWhenTheTimeIsUp() {
        Case rmaCase = openCase();
        Approval approval = request(rmaCase, "goodwill", new BigDecimal("90"));
        awaitExternalId(approval);
        db().update("update approval_request set due_at = now() where id = ?", approval.id());
        await().atMost(SOON).untilAsserted(() -> assertThat(timeline(rmaCase)).contains("approval.overdue"));
        assertThat(ask("/api/ops/approvals?overdue=true&status=REQUESTED").path("items").findValuesAsText("id"))
                .contains(approval.id().toString());
        await().during(Duration.ofSeconds(3)).atMost(SOON).untilAsserted(() -> assertThat(timeline(rmaCase))
                .containsExactly("approval.requested", "approval.overdue"));
        assertThat(db().queryForObject(
                "select count(*) from outbox_event where type = 'approval.overdue.v1' and aggregateid = ?",
                Long.class, rmaCase.number())).isOne();
    }
}
