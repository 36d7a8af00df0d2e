package io.rmahub.story;

import static io.rmahub.story.WarrantyStoryTest.battery;
import static io.rmahub.story.WarrantyStoryTest.body;
import static io.rmahub.story.WarrantyStoryTest.command;
import static io.rmahub.story.WarrantyStoryTest.newSerial;
import static io.rmahub.story.WarrantyStoryTest.object;
import static io.rmahub.story.WarrantyStoryTest.registered;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rmahub.casefact.CaseFact;
import io.rmahub.casefact.CaseFactRecorder;
import io.rmahub.engine.processing.DecisionService;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** Claims, the cases that they lead to, and the exceptions that OA systems decide. */
class WarrantyClaimStoryTest extends HubStory {

    private static final String LANDRAY = "Basic " + Base64.getEncoder()
            .encodeToString("landray:sandbox-landray-hook".getBytes(StandardCharsets.UTF_8));

    private static JsonNode claimed(JsonNode warranty, ObjectNode claim, int status) {
        return body(command("/" + warranty.path("id").asText() + "/claim", claim), status);
    }

    private static ObjectNode claim(String kind, String fault) {
        return object().put("kind", kind).put("fault", fault).put("description", "It no longer charges.");
    }

    private static JsonNode awaitWarranty(JsonNode warranty, String what, Predicate<JsonNode> fits) {
        return await(what).atMost(SOON)
                .until(() -> ask("/api/warranty/" + warranty.path("serialNumber").asText()), fits);
    }

    private static void landrayApproves(String approvalId) {
        String external = await("the id of " + approvalId).atMost(SOON).until(() ->
                ask("/api/ops/approvals/" + approvalId).path("externalId").asText(), id -> !id.isEmpty());
        assertThat(hub.send(hub.request("/api/integrations/oa/landray/approvals").header("Content-Type", JSON)
                .header("Authorization", LANDRAY).POST(HttpRequest.BodyPublishers.ofString("{\"ekpReviewId\":\""
                        + external
                        + "\",\"userEkpId\":\"wang.fang\",\"status\":\"30\",\"endTime\":\"2026-03-14 10:00\"}")))
                .statusCode()).isEqualTo(200);
    }

    /** The engineer has repaired it on site, which closes the case. */
    private static void visitCompleted(JsonNode rmaCase) {
        Instant now = Instant.now();
        hub.bean(DecisionService.class).transact(effects -> {
            effects.emit(hub.bean(CaseFactRecorder.class).record(List.of(new CaseFact(rmaCase.path("orgId").asText(),
                    UUID.fromString(rmaCase.path("id").asText()), "visit.completed", "T-1", hub.json.createObjectNode(),
                    "visit:tms", UUID.randomUUID(), now)), now));
            return null;
        });
    }

    @Test
    void aClaimGetsACaseThatKnowsTheRegisteredWarranty() {
        JsonNode warranty = registered(battery(newSerial()));
        JsonNode claim = claimed(warranty, claim("REPAIR", "defect"), 201);
        assertThat(claim.path("status").asText()).isEqualTo("APPROVED");

        JsonNode linked = awaitWarranty(warranty, "the case", found -> found.at("/claims/0").hasNonNull("cspCaseId"));
        JsonNode rmaCase = ask("/api/csp/rma/" + linked.at("/claims/0/caseNumber").asText());
        assertThat(rmaCase.path("warrantyOutcome").asText()).isEqualTo("IN_WARRANTY");
        assertThat(rmaCase.path("externalRef").asText()).isEqualTo("warranty:claim:" + claim.path("id").asText());
        await("the case to hear of the decision").atMost(SOON).until(() ->
                ask("/api/csp/rma/" + rmaCase.path("number").asText()).path("events").findValuesAsText("event"),
                events -> events.contains("warranty.claim-decided"));
        assertThat(received("thulium", rmaCase.path("number").asText())).isEmpty();

        visitCompleted(rmaCase);
        JsonNode closed = ask("/api/warranty/" + warranty.path("serialNumber").asText());
        assertThat(closed.at("/claims/0/status").asText()).as("in the transaction of the case").isEqualTo("CLOSED");
        assertThat(closed.path("events").findValuesAsText("event"))
                .containsExactly("registered", "claimed", "claim-decided");
        assertThat(ask("/api/csp/rma/" + rmaCase.path("number").asText()).path("events")
                .findValuesAsText("event").stream()
                .filter("warranty.claim-decided"::equals)).as("not told back").hasSize(1);
    }

    @Test
    void whatTheTermsExcludeIsRejectedAndGetsNoCase() {
        JsonNode warranty = registered(battery(newSerial()));
        JsonNode claim = claimed(warranty, claim("REPAIR", "lightning"), 201);

        assertThat(claim.path("status").asText()).isEqualTo("REJECTED");
        assertThat(ask("/api/warranty/decisions/" + claim.path("decisionId").asText()).path("result").asText())
                .isEqualTo("NOT_ELIGIBLE");
        // Registered, and decided.
        awaitReceived("notification", warranty.path("serialNumber").asText(), 2);
    }

    @Test
    void aVoidIsReversedOnlyByAnApprovedException() {
        JsonNode warranty = registered(battery(newSerial()));
        String path = "/" + warranty.path("id").asText();
        assertThat(command(path + "/reinstate", object().put("reason", "nothing to reverse")).statusCode())
                .isEqualTo(409);
        body(command(path + "/void", object().put("ground", "tampering")), 200);
        JsonNode asked = body(command(path + "/reinstate", object().put("reason", "the seal was broken in transport")),
                202);
        landrayApproves(asked.path("approvalId").asText());

        JsonNode found = awaitWarranty(warranty, "the reversal", now -> !now.has("voidedAt"));
        assertThat(found.path("events").findValuesAsText("event")).containsExactly(
                "registered", "voided", "exception-requested", "reinstated");
    }

    @Test
    void aLargeRefundWaitsForApproval() {
        JsonNode warranty = registered(battery(newSerial()));
        JsonNode claim = claimed(warranty, claim("REFUND", "defect").put("amount", 900).put("currency", "EUR"), 202);

        assertThat(claim.path("status").asText()).isEqualTo("AWAITING_APPROVAL");
        JsonNode approval = ask("/api/ops/approvals/" + claim.path("approvalId").asText());
        assertThat(approval.path("system").asText()).isEqualTo("huilianyi");
        assertThat(approval.path("kind").asText()).isEqualTo("refund");
        assertThat(claimed(warranty, claim("REFUND", "defect").put("amount", 90).put("currency", "EUR"), 201)
                .path("status").asText()).isEqualTo("APPROVED");
    }

    @Test
    void anOutOfPolicyClaimGoesOnWhenLandrayApproves() {
        JsonNode warranty = registered(battery(newSerial()));
        JsonNode claim = claimed(warranty, claim("REPAIR", "flood").put("exception", true), 202);
        landrayApproves(claim.path("approvalId").asText());

        awaitWarranty(warranty, "the case", found -> found.at("/claims/0/status").asText().equals("APPROVED")
                && found.at("/claims/0").hasNonNull("cspCaseId"));
    }
}
