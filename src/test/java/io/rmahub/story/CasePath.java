package io.rmahub.story;

import static io.rmahub.story.CaseApiTest.done;
import static io.rmahub.story.CaseApiTest.send;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;

/** One case on its way: what people do with it, what other systems say of it, and what it then looks like. */
final class CasePath {

    private final String number;

    private CasePath(String number) {
        this.number = number;
    }

    /** Reported by the webhook of the helpdesk; the TMS has said what it knows of the unit. */
    static CasePath fromTheHelpdesk() {
        String ticket = HubStory.newTicket();
        ObjectNode content = HubStory.ticket(ticket);
        ((ObjectNode) content.path("custom_fields")).put("visit_required", "no");
        HubStory.thuliumHas(ticket, content);
        CasePath path = new CasePath(HubStory.awaitDelivered(HubStory.accepted(HubStory.FORM, HubStory.thin(ticket)))
                .path("caseNumber").asText());
        await("the unit's history").atMost(HubStory.SOON)
                .until(() -> path.told().stream().anyMatch(event -> event.startsWith("asset.")));
        return path;
    }

    /** Opened by a person. */
    static CasePath opened() {
        return new CasePath(CaseApiTest.opened(""));
    }

    String number() {
        return number;
    }

    private String path() {
        return "/api/csp/rma/" + number;
    }

    JsonNode now() {
        return HubStory.ask(path());
    }

    String status() {
        return now().path("status").asText();
    }

    void patch(String body) {
        done("PATCH", path(), body);
    }

    JsonNode post(String command, String body) {
        return done("POST", path() + "/" + command, body);
    }

    /** What the API answers to a command that is not legal here. */
    HttpResponse<String> refused(String method, String command, String body) {
        HttpResponse<String> answer = send(method, path() + command, body);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(409);
        return answer;
    }

    /** Hands a parcel of the case to a courier. */
    String ship(Courier courier, String prefix, String direction) {
        String parcel = prefix + number.replace("-", "");
        HttpResponse<String> answer = send("POST", path() + "/ship",
                "{\"carrier\":\"%s\",\"trackingNumber\":\"%s\",\"direction\":\"%s\"}"
                .formatted(courier.id(), parcel, direction));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        return parcel;
    }

    /** The field service reports on the visit of the case. */
    void tmsSays(String status, String parts) {
        String body = "{\"eventId\":\"" + UUID.randomUUID() + "\",\"taskId\":\"T-" + number + "\",\"reference\":\""
                + number
                + "\",\"status\":\"" + status + "\",\"occurredAt\":\"" + Instant.now() + "\",\"parts\":[" + parts
                + "]}";
        HttpResponse<String> answer = HubStory.hub.send(HubStory.hub.request("/api/integrations/tms/visits")
                .header("Content-Type", HubStory.JSON).header("X-Api-Key", "sandbox-tms-hook")
                .POST(BodyPublishers.ofString(body)));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
        HubStory.awaitState(HubStory.hub.read(answer.body()).path("id").asText(), "PROCESSED");
    }

    /** HuiLianYi decides on what it was asked for the case. */
    void huilianyiSays(String status) {
        String id = await("the document of " + number).atMost(HubStory.SOON).until(() -> HubStory.db().queryForList("""
                select external_id from approval_request where subject = ? and external_id is not null""", String.class,
                number), found -> !found.isEmpty()).get(0);
        String body = "{\"documentId\":\"" + id + "\",\"status\":\"" + status
                + "\",\"approver\":{\"name\":\"Chen\"},\"approvedAt\":" + Instant.now().toEpochMilli() + "}";
        HubStory.hub.send(HubStory.hub.request("/api/integrations/oa/huilianyi/approvals")
                .header("Content-Type", HubStory.JSON).header("X-Hub-Token", "sandbox-huilianyi-hook")
                .POST(BodyPublishers.ofString(body)));
    }

    private List<JsonNode> timeline() {
        List<JsonNode> items = new ArrayList<>();
        HubStory.ask(path() + "/timeline").path("items").forEach(items::add);
        return items;
    }

    /**
     * The timeline without what was exchanged with whom (deliveries end in no certain order among themselves): each
     * state by its name, the rest by the event and, for a parcel, its direction.
     */
    List<String> told() {
        return timeline().stream().filter(item -> !isExchange(item)).map(CasePath::word).toList();
    }

    private static String word(JsonNode item) {
        String event = item.path("event").asText();
        return event.equals("status_changed") ? item.path("to").asText()
                : event.startsWith("shipment.") ? event + " " + item.at("/detail/direction").asText() : event;
    }

    /** Which sources have been heard of and which targets told, as the timeline has it. */
    Set<String> heardAndTold() {
        return timeline().stream().filter(CasePath::isExchange).map(item -> item.path("system").asText())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static boolean isExchange(JsonNode item) {
        return item.path("event").asText().matches("(message|delivery)\\..*");
    }

    Instant lastMoment() {
        return timeline().stream().map(item -> Instant.parse(item.path("at").asText()))
                .max(Instant::compareTo).orElseThrow();
    }

    /** Everybody has been told; nothing stands before what came earlier, and everything says who did it and why. */
    void timelineIsWhole() {
        await("all deliveries").atMost(HubStory.SOON).until(() -> timeline().stream().filter(CasePath::isExchange)
                .allMatch(item -> item.path("event").asText().matches("message.processed|delivery.delivered")));
        assertThat(timeline()).extracting(item -> Instant.parse(item.path("at").asText())).isSorted();
        assertThat(timeline()).allSatisfy(item -> {
            assertThat(item.path("cause").asText()).as(item.toString()).isNotEmpty();
            assertThat(item.path("actor").asText()).as(item.toString()).isNotEmpty();
        });
    }
}
