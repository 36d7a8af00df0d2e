package io.rmahub.story;

import static io.rmahub.story.CaseApiTest.done;
import static io.rmahub.story.CaseApiTest.opened;
import static io.rmahub.story.CaseApiTest.send;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.f4b6a3.uuid.UuidCreator;
import io.rmahub.casework.CaseFact;
import io.rmahub.casework.CaseProgress;
import io.rmahub.decision.DecisionDesk;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** One story for each way in which a case can be resolved, from the report to the closure. */
class CasePathsTest extends HubStory {

    /** From the webhook of the helpdesk. */
    private static String fromTheHelpdesk() {
        String ticket = newTicket();
        ObjectNode content = ticket(ticket);
        ((ObjectNode) content.path("custom_fields")).put("visit_required", "no");
        thuliumHas(ticket, content);
        return awaitDelivered(accepted(FORM, thin(ticket))).path("caseNumber").asText();
    }

    private static JsonNode patch(String path, String body) {
        return done("PATCH", path, body);
    }

    private static String status(String path) {
        return ask(path).path("status").asText();
    }

    /** What a carrier, the field service or the OA says. */
    private static void fact(String path, String kind, String... detail) {
        JsonNode found = ask(path);
        ObjectNode told = JsonNodeFactory.instance.objectNode();
        for (int i = 0; i < detail.length; i += 2) {
            told.put(detail[i], detail[i + 1]);
        }
        Instant now = Instant.now();
        hub.bean(DecisionDesk.class).transact((connection, effects) -> {
            effects.emit(hub.bean(CaseProgress.class).apply(connection, List.of(new CaseFact("demo",
                    UUID.fromString(found.path("id").asText()), kind, null, told, "story",
                    UuidCreator.getTimeOrderedEpochPlus1(), now)), now));
            return null;
        });
    }

    /** DHL pushes the state of a parcel; the message is processed. */
    private static void dhlSays(String tracking, String statusCode) {
        String body = "{\"shipments\":[{\"id\":\"" + tracking + "\",\"status\":{\"timestamp\":\""
                + Instant.now().truncatedTo(ChronoUnit.MILLIS) + "\",\"statusCode\":\"" + statusCode + "\"}}]}";
        HttpResponse<String> answer = hub.send(hub.request("/api/integrations/carriers/dhl/tracking")
                .header("Content-Type", JSON).header("X-Hub-Token", "sandbox-dhl-hook")
                .POST(BodyPublishers.ofString(body)));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        awaitState(hub.read(answer.body()).path("id").asText(), "PROCESSED");
    }

    /** The field service reports on the visit of a case. */
    private static void tmsSays(String number, String status, String parts) {
        String body = "{\"eventId\":\"" + UUID.randomUUID() + "\",\"taskId\":\"T-" + number + "\",\"reference\":\"" + number
                + "\",\"status\":\"" + status + "\",\"occurredAt\":\"" + Instant.now() + "\",\"parts\":[" + parts + "]}";
        HttpResponse<String> answer = hub.send(hub.request("/api/integrations/tms/visits").header("Content-Type", JSON)
                .header("X-Api-Key", "sandbox-tms-hook").POST(BodyPublishers.ofString(body)));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
        awaitState(hub.read(answer.body()).path("id").asText(), "PROCESSED");
    }

    /** HuiLianYi decides on what it was asked for the case. */
    private static void huilianyiSays(String number, String status) {
        String id = await("the document of " + number).atMost(SOON).until(() -> db().queryForList("""
                select external_id from approval_request where subject = ? and external_id is not null""", String.class,
                number), found -> !found.isEmpty()).get(0);
        String body = "{\"documentId\":\"" + id + "\",\"status\":\"" + status
                + "\",\"approver\":{\"name\":\"Chen\"},\"approvedAt\":" + Instant.now().toEpochMilli() + "}";
        hub.send(hub.request("/api/integrations/oa/huilianyi/approvals").header("Content-Type", JSON)
                .header("X-Hub-Token", "sandbox-huilianyi-hook").POST(BodyPublishers.ofString(body)));
    }

    private static void ship(String path, String number, String direction) {
        HttpResponse<String> answer = send("POST", path + "/ship", "{\"carrier\":\"dhl\",\"trackingNumber\":\""
                + number + "\",\"direction\":\"" + direction + "\"}");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
    }

    private static List<String> states(String path) {
        List<String> states = new ArrayList<>();
        ask(path + "/timeline").path("items").forEach(item -> {
            if (item.path("event").asText().equals("status_changed")) {
                states.add(item.path("to").asText());
            }
        });
        return states;
    }

    private static void timelineIsInOrder(String path) {
        List<Instant> times = new ArrayList<>();
        ask(path + "/timeline").path("items").forEach(item -> times.add(Instant.parse(item.path("at").asText())));
        assertThat(times).isSorted();
    }

    @Test
    void replaceTheUnit() {
        String number = fromTheHelpdesk();
        String path = "/api/csp/rma/" + number;
        patch(path, "{\"assignee\":\"anna\",\"status\":\"DIAGNOSING\"}");
        patch(path, "{\"resolutionType\":\"REPLACE_UNIT\",\"status\":\"APPROVED\"}");
        ship(path, "IN" + number, "INBOUND_FAULTY");
        assertThat(status(path)).isEqualTo("UNIT_INBOUND");
        done("POST", path + "/standby", "{\"action\":\"issue\",\"serialNumber\":\"ST-" + number
                + "\",\"location\":\"Warszawa\",\"expectedBackAt\":\"2030-01-01T00:00:00Z\"}");
        dhlSays("IN" + number, "transit");
        dhlSays("IN" + number, "delivered");
        assertThat(status(path)).isEqualTo("RECEIVED");
        patch(path, "{\"move\":\"replace\"}");
        ship(path, "OUT" + number, "OUTBOUND_REPLACEMENT");
        dhlSays("OUT" + number, "transit");
        assertThat(status(path)).isEqualTo("OUTBOUND");
        dhlSays("OUT" + number, "delivered");
        assertThat(status(path)).isEqualTo("DELIVERED");
        fact(path, "shipment.in-transit", "direction", "OUTBOUND_REPLACEMENT");
        assertThat(status(path)).as("a late fact").isEqualTo("DELIVERED");
        assertThat(send("POST", path + "/close", "{\"csat\":5}").statusCode()).as("stand-by is out").isEqualTo(409);
        ship(path, "SB" + number, "STANDBY_BACK");
        dhlSays("SB" + number, "delivered");
        patch(path, "{\"move\":\"customer_confirmed\"}");
        JsonNode closed = done("POST", path + "/close", "{\"csat\":5,\"resolutionNotes\":\"Unit replaced\"}");

        assertThat(closed.path("status").asText()).isEqualTo("CLOSED");
        assertThat(closed.path("csat").asInt()).isEqualTo(5);
        assertThat(states(path)).containsExactly("REPORTED", "DIAGNOSING", "APPROVED", "UNIT_INBOUND", "RECEIVED",
                "REPLACED", "OUTBOUND", "DELIVERED", "CONFIRMED", "CLOSED");
        timelineIsInOrder(path);
        assertThat(ask(path + "/timeline").path("items").findValuesAsText("event"))
                .contains("message.processed", "delivery.delivered", "standby.issued", "shipment.delivered");
        assertThat(ask("/api/csp/units/ST-" + number + "/movements").path("items").findValuesAsText("movement"))
                .containsExactly("standby.issued", "standby.returned");
        assertThat(send("PATCH", path, "{\"status\":\"DIAGNOSING\"}").statusCode()).isEqualTo(409);
    }

    @Test
    void repairOnSite() {
        String number = fromTheHelpdesk();
        String path = "/api/csp/rma/" + number;
        patch(path, "{\"status\":\"DIAGNOSING\"}");
        patch(path, "{\"resolutionType\":\"REPAIR_ON_SITE\",\"status\":\"APPROVED\"}");
        awaitReceived("tms", number, 1);
        assertThat(ask(path).at("/clocks/onSite/state").asText()).isNotEmpty();
        tmsSays(number, "scheduled", "");
        tmsSays(number, "started", "");
        assertThat(status(path)).isEqualTo("IN_REPAIR");
        tmsSays(number, "completed", "{\"sku\":\"BAT-5-LV\",\"qty\":1,\"serialNumber\":\"PV-" + number + "\"}");

        JsonNode closed = ask(path);
        assertThat(closed.path("status").asText()).isEqualTo("CLOSED");
        assertThat(closed.at("/parts/0/serialNumber").asText()).isEqualTo("PV-" + number);
        assertThat(closed.at("/clocks/onSite/state").asText()).isEqualTo("STOPPED");
        assertThat(states(path)).endsWith("IN_REPAIR", "CONFIRMED", "CLOSED");
    }

    @Test
    void replaceAPart() {
        String path = "/api/csp/rma/" + fromTheHelpdesk();
        patch(path, "{\"status\":\"DIAGNOSING\"}");
        patch(path, "{\"resolutionType\":\"REPLACE_PART\",\"status\":\"APPROVED\"}");
        done("POST", path + "/parts", "{\"productId\":\"FAN-80\",\"qty\":2,\"warehouseCode\":\"WAW-1\"}");
        fact(path, "shipment.delivered", "direction", "INBOUND_FAULTY");
        patch(path, "{\"move\":\"start_repair\"}");
        ship(path, "PART" + UUID.randomUUID(), "OUTBOUND_REPLACEMENT");
        assertThat(status(path)).isEqualTo("OUTBOUND");
        fact(path, "shipment.delivered", "direction", "OUTBOUND_REPLACEMENT");
        assertThat(done("POST", path + "/close", "{}").path("status").asText()).isEqualTo("CLOSED");
    }

    @Test
    void refundOnlyWithTheApprovalOfMoney() {
        String number = fromTheHelpdesk();
        String path = "/api/csp/rma/" + number;
        patch(path, "{\"status\":\"DIAGNOSING\"}");
        patch(path, "{\"resolutionType\":\"REFUND\",\"refundAmount\":1200.50,\"refundCurrency\":\"EUR\"}");
        HttpResponse<String> early = send("PATCH", path, "{\"status\":\"APPROVED\"}");
        assertThat(early.statusCode()).isEqualTo(409);
        assertThat(early.body()).contains("HuiLianYi").contains("ask_oa");
        patch(path, "{\"status\":\"WAITING_FOR_OA\"}");
        assertThat(ask(path).at("/approvals/huilianyi").asText()).isEqualTo("ASKED");
        assertThat(ask(path).at("/clocks/case/pausedBy/0").asText()).isEqualTo("oa");
        huilianyiSays(number, "approved");
        await("the approval").atMost(SOON).until(() -> status(path).equals("APPROVED"));
        patch(path, "{\"move\":\"refund_paid\"}");
        assertThat(done("POST", path + "/close", "{\"csat\":3}").path("status").asText()).isEqualTo("CLOSED");
    }

    @Test
    void rejectSendsTheUnitBack() {
        String path = "/api/csp/rma/" + fromTheHelpdesk();
        patch(path, "{\"status\":\"DIAGNOSING\"}");
        patch(path, "{\"resolutionType\":\"REPLACE_UNIT\",\"status\":\"APPROVED\"}");
        fact(path, "shipment.delivered", "direction", "INBOUND_FAULTY");
        patch(path, "{\"status\":\"REJECTED\",\"reason\":\"damaged by water\"}");
        assertThat(send("POST", path + "/close", "{}").statusCode()).as("the unit is with us").isEqualTo(409);
        ship(path, "BACK" + UUID.randomUUID(), "OUTBOUND_REPLACEMENT");
        fact(path, "shipment.delivered", "direction", "OUTBOUND_REPLACEMENT");
        JsonNode closed = done("POST", path + "/close", "{\"csat\":1}");
        assertThat(closed.path("status").asText()).isEqualTo("CLOSED");
        assertThat(closed.path("resolutionType").asText()).isEqualTo("REJECT");
    }

    @Test
    void factsThatComeEarlyAreKept() {
        String path = "/api/csp/rma/" + opened("");
        fact(path, "shipment.delivered", "direction", "INBOUND_FAULTY");
        assertThat(status(path)).isEqualTo("REPORTED");
        patch(path, "{\"status\":\"DIAGNOSING\"}");
        patch(path, "{\"resolutionType\":\"REPLACE_UNIT\",\"status\":\"APPROVED\"}");
        assertThat(status(path)).isEqualTo("RECEIVED");
    }
}
