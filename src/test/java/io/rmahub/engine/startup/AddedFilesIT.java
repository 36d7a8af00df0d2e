package io.rmahub.engine.startup;

import static io.rmahub.engine.startup.OneMoreCarrier.ARRIVED;
import static io.rmahub.engine.startup.OneMoreCarrier.MOVED;
import static io.rmahub.engine.startup.OneMoreCarrier.PICKED_UP;
import static io.rmahub.engine.startup.OneMoreCarrier.parcel;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.rmahub.engine.mapping.Schemas;
import io.rmahub.support.Hub;
import io.rmahub.support.HubHome;
import io.rmahub.support.HubLauncher;
import io.rmahub.support.HubOps;
import io.rmahub.support.HubProcess;
import io.rmahub.support.HttpConnection;
import io.rmahub.support.ThuliumPosts;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * To add a target or a carrier one adds files and edits none. A carrier that is asked too has one file more, the route
 * that asks; what it pushes and what it answers become one history, and while it is unwell others are asked all the
 * same. One hub has all that was added.
 */
class AddedFilesIT {

    private static final Duration SOON = Duration.ofSeconds(30);

    @TempDir
    private static Path homeFolder;
    @TempDir
    private static Path data;
    private static HubHome home;
    private static OneMoreTarget depot;
    private static OneMoreCarrier carriers;
    private static HubProcess hub;

    @BeforeAll
    static void addFilesAndStart() throws IOException {
        home = HubHome.copyTo(homeFolder);
        depot = new OneMoreTarget();
        carriers = new OneMoreCarrier(home);

        Map<String, String> before = home.contents();
        depot.add(home);
        assertThat(home.contents()).containsAllEntriesOf(before).hasSize(before.size() + 3);

        before = home.contents();
        carriers.add("lorry");
        assertThat(home.contents()).containsAllEntriesOf(before)
                .hasSize(before.size() + 3 + 2 * OneMoreCarrier.EXAMPLES.size());
        carriers.add("barge");
        carriers.addPoll("barge");
        carriers.add("tram");
        carriers.addPoll("tram");

        hub = HubLauncher.sandbox("added-files", data).home(home).start();
    }

    @AfterAll
    static void stop() {
        if (hub != null) {
            hub.close();
        }
        carriers.close();
        depot.close();
    }

    @Test
    @Timeout(90)
    void aTargetIsDeliveredTo() throws IOException {
        String number = aCase("31001");
        await().atMost(SOON).until(() -> !depot.received(number).isEmpty());
        requireAllDone();
        assertThat(depot.received(number)).singleElement().asString()
                .contains("Bearer depot-token", "\"case\":\"" + number + "\"", "\"sku\":\"BAT-5-LV\"");
    }

    @Test
    void examplesOfACarrierHold() throws IOException {
        ObjectMapper json = new ObjectMapper();
        Schemas schemas = new Schemas(home.folder().resolve("mappings"), json);
        for (String example : OneMoreCarrier.EXAMPLES.keySet()) {
            JsonNode out = json.readTree(home.read("mappings/carriers/lorry.examples/" + example + ".out.json"));
            assertThat(schemas.validate("shipment.status-changed.v1", out)).isEmpty();
        }
    }

    /** Told before the parcel is known, and out of order. */
    @Test
    @Timeout(90)
    void aCarrierPushes() throws IOException {
        String number = aCase("31002");
        push("lorry", "L-1", ARRIVED);
        push("lorry", "L-1", PICKED_UP);
        await().atMost(SOON).until(() -> messages("l1", "PROCESSED") == 2);
        ship(number, "lorry", "L1", "OUTBOUND_REPLACEMENT", 201);

        assertThat(shipment(number, "L1").path("state").asText()).isEqualTo("DELIVERED");
        assertThat(codes(shipment(number, "L1"))).containsExactly("PU", "OK");
        ship(number, "lorry", "L 1", "OUTBOUND_REPLACEMENT", 409);
        ship(number, "lorry", "L2", "SIDEWAYS", 422);
        ship("RMA-1999-00001", "lorry", "L2", "STANDBY_OUT", 404);
        requireAllDone();
    }

    @Test
    @Timeout(120)
    void aCarrierPushesAndIsAsked() throws IOException {
        String number = aCase("31003");
        long started = System.nanoTime();
        carriers.answers("/barge/parcels/B-1", parcel("B-1", PICKED_UP, MOVED));
        ship(number, "tram", "T-1", "STANDBY_OUT", 201);
        ship(number, "barge", "B-1", "INBOUND_FAULTY", 201);
        ship(number, "barge", "B-2", "INBOUND_FAULTY", 201);
        push("barge", "B-1", PICKED_UP);
        await().atMost(SOON).until(() -> codes(shipment(number, "B-1")).equals(List.of("PU", "IT")));
        await("asked again").atMost(SOON).until(() -> carriers.asked("/barge/parcels/B-1") > 4);

        push("barge", "B-1", ARRIVED);
        await().atMost(SOON).until(() -> shipment(number, "B-1").path("state").asText().equals("DELIVERED"));

        assertThat(codes(shipment(number, "B-1"))).containsExactly("PU", "IT", "OK");
        assertThat(messages("b1", "PROCESSED") + messages("b1", "IGNORED"))
                .as("two pushes and one answer, however often the same was answered").isEqualTo(3);
        assertThat(carriers.asked("/tram/")).as("an unwell carrier is asked once a second, not at each interval")
                .isBetween(1L, 6 + (System.nanoTime() - started) / 1_000_000_000L);
        assertThat(carriers.asked("/barge/parcels/B-2")).as("nobody knows it yet").isPositive();
        long soFar = carriers.asked("/barge/parcels/B-1");
        await("five intervals without a question").during(Duration.ofMillis(1500)).atMost(Duration.ofSeconds(5))
                .until(() -> carriers.asked("/barge/parcels/B-1") <= soFar + 1);
        requireAllDone();
    }

    private static void requireAllDone() {
        HubOps ops = hub.ops();
        await().atMost(SOON).until(() -> ops.ledger().waiting() == 0 && ops.noOpenDelivery());
        assertThat(ops.ledger().unaccounted()).isZero();
    }

    /** Opens a case and returns its number. */
    private static String aCase(String ticket) throws IOException {
        try (HttpConnection connection = new HttpConnection(hub.port())) {
            assertThat(connection.exchange(ThuliumPosts.rich(ticket))).isEqualTo(202);
        }
        String reference = "thulium:ticket:" + ticket;
        HubOps ops = hub.ops();
        return await().atMost(SOON).until(() -> ops.cases().stream()
                .filter(each -> each.externalRef().equals(reference)).findFirst(), found -> found.isPresent())
                .orElseThrow().number();
    }

    private static void push(String carrier, String number, String scan) {
        String credentials = Base64.getEncoder()
                .encodeToString((carrier + ":" + carrier + "-secret").getBytes(StandardCharsets.UTF_8));
        HttpResponse<String> answer = hub.send(hub.request("/api/integrations/carriers/" + carrier + "/tracking")
                .header("Authorization", "Basic " + credentials).header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(parcel(number, scan))));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
    }

    private static void ship(String caseNumber, String carrier, String number, String direction, int status) {
        HttpResponse<String> answer = hub.sendJson("POST", "/api/csp/rma/" + caseNumber + "/ship",
                "{\"carrier\":\"%s\",\"trackingNumber\":\"%s\",\"direction\":\"%s\"}"
                        .formatted(carrier, number, direction));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    }

    private static JsonNode shipment(String caseNumber, String number) {
        for (JsonNode each : get("/api/csp/rma/" + caseNumber + "/shipments").path("items")) {
            if (each.path("trackingNumber").asText().equals(number)) {
                return each;
            }
        }
        throw new AssertionError("no shipment " + number);
    }

    private static List<String> codes(JsonNode shipment) {
        return shipment.path("events").findValuesAsText("code");
    }

    private static int messages(String key, String state) {
        return get("/api/ops/messages?q=" + key + "&state=" + state).path("items").size();
    }

    private static JsonNode get(String path) {
        HttpResponse<String> answer = hub.get(path, Hub.ADMIN_KEY);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return hub.read(answer.body());
    }
}
