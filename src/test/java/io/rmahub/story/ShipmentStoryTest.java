package io.rmahub.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Parcels of a case, told of by pushes and by answers of the neighbouring carriers, through the whole hub. */
class ShipmentStoryTest extends HubStory {

    private static final String PICKED_UP = "{\"status\":\"PICKED_UP\",\"at\":\"2026-03-02T09:00:00+01:00\"}";
    private static final String MOVED = "{\"status\":\"IN_TRANSIT\",\"at\":\"2026-03-02T20:00:00+01:00\"}";
    private static final String ARRIVED = "{\"status\":\"DELIVERED\",\"at\":\"2026-03-03T10:00:00+01:00\"}";
    private static final String RETURNED = "{\"status\":\"RETURNED\",\"at\":\"2026-03-04T10:00:00+01:00\"}";

    @AfterEach
    void carriersBehave() {
        behave("gls", "{\"mode\":\"ok\"}");
    }

    @ParameterizedTest
    @CsvSource({"dhl, dhl", "ups, ups", "fedex, fedex", "gls, gls", "inpost, inpost", "17track, colis-prive"})
    void whatACarrierIsAskedComesToTheCase(String asked, String carrier) {
        String number = aCase();
        String parcel = "ASK" + number.substring(9) + asked.toUpperCase();
        inTheBook(asked, parcel, PICKED_UP, MOVED, ARRIVED);
        ship(number, carrier, parcel, "OUTBOUND_REPLACEMENT");

        awaitShipment(number, parcel, "DELIVERED");

        assertThat(times(shipment(number, parcel))).as(shipment(number, parcel).toString())
                .contains("2026-03-02T09:00:00+01:00", "2026-03-02T20:00:00+01:00", "2026-03-03T10:00:00+01:00")
                .isSorted();
        assertThat(timeline(number)).contains("shipment.pending", "shipment.delivered");
        assertThat(messages(parcel))
                .allSatisfy(message -> assertThat(message.path("source").asText()).isEqualTo(asked));
    }

    /** The handshake of DHL Unified Push: without it no push ever comes. */
    @Test
    void theSecretOfAnOfferedSubscriptionIsSentBackOnce() {
        String subscription = "sub-" + System.nanoTime();
        String offer = """
                {"scope": "subscription.validate", "secret": "told-once",
                  "self": "https://api-eu.dhl.com/tracking/push/v1/subscription/%s"}""".formatted(subscription);
        pushDhl(offer);
        pushDhl(offer);

        awaitReceived("dhl", subscription, 1);
        assertThat(received("dhl", subscription).get(0).path("body").toString()).contains("told-once");
    }

    @Test
    void partlyPushedAndPartlyAskedIsOneHistory() {
        String number = aCase();
        String parcel = "MIX" + number.substring(9);
        pushDhl(parcel, "transit", "2026-03-02T20:00:00+01:00");
        inTheBook("dhl", parcel, "{\"status\":\"PENDING\",\"at\":\"2026-03-02T08:00:00+01:00\"}", MOVED);
        ship(number, "dhl", parcel, "INBOUND_FAULTY");
        await().atMost(SOON).until(() -> times(shipment(number, parcel)).size() == 2);
        pushDhl(parcel, "delivered", "2026-03-03T10:00:00+01:00");
        awaitShipment(number, parcel, "DELIVERED");

        assertThat(statuses(shipment(number, parcel))).containsExactly("PENDING", "IN_TRANSIT", "DELIVERED");
        assertThat(timeline(number))
                .containsSubsequence("shipment.pending", "shipment.in-transit", "shipment.delivered");
        assertThat(messages(parcel)).hasSize(3);
        assertThat(received("csp", parcel)).isEmpty();
    }

    @Test
    void anUnwellCarrierHoldsNobodyUp() {
        String number = aCase();
        behave("gls", "{\"mode\":\"failing\",\"status\":503}");
        String waiting = "W" + number.substring(9);
        inTheBook("gls", waiting, PICKED_UP, ARRIVED);
        inTheBook("inpost", "I" + waiting, PICKED_UP, ARRIVED);
        ship(number, "gls", waiting, "OUTBOUND_REPLACEMENT");
        ship(number, "inpost", "I" + waiting, "STANDBY_OUT");

        awaitShipment(number, "I" + waiting, "DELIVERED");
        await().atMost(SOON).until(() -> db().queryForObject(
                "select coalesce(max(failures), 0) from carrier_poll where source = 'gls'", Integer.class) > 1);
        assertThat(shipment(number, waiting).path("state").asText()).isEqualTo("PENDING");
        behave("gls", "{\"mode\":\"ok\"}");
        awaitShipment(number, waiting, "DELIVERED");
    }

    @Test
    void deliveredBackToTheSenderIsNotDelivered() {
        String number = aCase();
        String parcel = "BACK" + number.substring(9);
        inTheBook("inpost", parcel, PICKED_UP, MOVED, RETURNED);
        ship(number, "inpost", parcel, "OUTBOUND_REPLACEMENT");

        awaitShipment(number, parcel, "RETURNED");

        assertThat(timeline(number)).contains("shipment.returned").doesNotContain("shipment.delivered");
        assertThat(shipment(number, parcel).has("deliveredAt")).isFalse();
    }

    @Test
    void anOrderThatCannotBeTakenSaysWhy() {
        String number = aCase();
        HttpResponse<String> wrong = hub.sendJson("POST", "/api/csp/rma/" + number + "/ship",
                "{\"carrier\":\"D H L\",\"direction\":\"UP\",\"shippedAt\":\"yesterday\",\"weight\":3}");

        assertThat(wrong.statusCode()).isEqualTo(422);
        assertThat(wrong.headers().firstValue("Content-Type").orElse("")).startsWith(PROBLEM);
        assertThat(hub.read(wrong.body()).path("errors").findValuesAsText("path"))
                .containsExactlyInAnyOrder("/weight", "/carrier", "/trackingNumber", "/direction", "/shippedAt");
        assertThat(wrong.body()).contains("there is no such field", "letters, digits", "is required",
                "one of [OUTBOUND_REPLACEMENT", "a time with offset");
        assertThat(hub.sendJson("POST", "/api/csp/rma/" + number + "/ship", "[]").statusCode()).isEqualTo(400);
        assertThat(hub.sendJson("GET", "/api/csp/rma/RMA-1999-00001/shipments", null).statusCode()).isEqualTo(404);
    }

    // --- words ------------------------------------------------------------------------------------------------

    private static String aCase() {
        String ticket = newTicket();
        thuliumHas(ticket, ticket(ticket));
        return awaitState(accepted(FORM, thin(ticket)), "PROCESSED").path("caseNumber").asText();
    }

    private static void inTheBook(String carrier, String parcel, String... scans) {
        assertThat(hub.sendJson("PUT", "/sandbox/" + carrier + "/parcels/" + parcel,
                "{\"scans\":[" + String.join(",", scans) + "]}").statusCode()).isEqualTo(204);
    }

    private static void ship(String number, String carrier, String parcel, String direction) {
        HttpResponse<String> answer = hub.sendJson("POST", "/api/csp/rma/" + number + "/ship",
                "{\"carrier\":\"%s\",\"trackingNumber\":\"%s\",\"direction\":\"%s\"}".formatted(carrier, parcel,
                        direction));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
    }

    private static void pushDhl(String parcel, String code, String at) {
        pushDhl("""
                {"scope": "subscription.push", "shipments": [{"id": "%s", "service": "parcel-de",
                  "status": {"timestamp": "%s", "statusCode": "%s", "status": "as told", "description": "as told"}}]}"""
                .formatted(parcel, at, code));
    }

    private static void pushDhl(String body) {
        HttpResponse<String> answer = hub.send(hub.request("/api/integrations/carriers/dhl/tracking")
                .header("Content-Type", JSON).header("X-Hub-Token", "sandbox-dhl-hook")
                .POST(HttpRequest.BodyPublishers.ofString(body)));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    }

    private static JsonNode shipment(String number, String parcel) {
        for (JsonNode each : ask("/api/csp/rma/" + number + "/shipments").path("items")) {
            if (each.path("trackingNumber").asText().equals(parcel)) {
                return each;
            }
        }
        throw new AssertionError("no shipment " + parcel);
    }

    private static void awaitShipment(String number, String parcel, String state) {
        await(parcel + " is " + state).atMost(SOON).pollInterval(Duration.ofMillis(100))
                .until(() -> shipment(number, parcel).path("state").asText().equals(state));
    }

    private static List<String> times(JsonNode shipment) {
        return shipment.path("events").findValuesAsText("at").stream().distinct().toList();
    }

    private static List<String> statuses(JsonNode shipment) {
        return shipment.path("events").findValuesAsText("status");
    }

    private static List<String> timeline(String number) {
        return ask("/api/csp/rma/" + number).path("events").findValuesAsText("event");
    }

    private static List<JsonNode> messages(String key) {
        List<JsonNode> found = new ArrayList<>();
        ask("/api/ops/messages?q=" + key).path("items").forEach(found::add);
        return found;
    }
}
