package io.rmahub.engine.startup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import io.rmahub.engine.mapping.Mappings;
import io.rmahub.engine.mapping.Schemas;
import io.rmahub.support.HttpConnection;
import io.rmahub.support.HubOps;
import io.rmahub.support.HubProcess;
import io.rmahub.support.ThuliumPosts;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * To add a carrier one adds four files and edits none. One that is asked too has one more, the route that asks; what
 * it pushes and what it answers become one history, and while it is unwell others are asked all the same.
 */
class AddCarrierIT {

    private static final String CONFIG = """
            hub:
              sources:
                %1$s:
                  org-id: demo
                  verification:
                    scheme: basic
                    secrets: ["%1$s:%1$s-secret"]
            """;
    private static final String POLL = """
                  poll:
                    url: http://localhost:%2$d/%1$s
                    interval: 300ms
                    rate-limit: {calls: 2, period: 300ms}
                    retry: {schedule: [1s], jitter: 0}
                    request: {path: "/parcels/{numbers}"}
            """;
    private static final String ROUTE = """
            - templatedRoute:
                routeTemplateRef: door
                routeId: %1$s
                parameters:
                  - name: source
                    value: %1$s
                  - name: path
                    value: /api/integrations/carriers/%1$s/tracking
            """;
    private static final String POLL_ROUTE = """
            - templatedRoute:
                routeTemplateRef: poll
                routeId: %1$s-poll
                parameters:
                  - name: source
                    value: %1$s
            """;
    private static final String MAPPING = """
            let codes = {"PU": "PICKED_UP", "IT": "IN_TRANSIT", "OK": "DELIVERED"}
            def event(scan, codes)
              {"status": fallback(get-key($codes, $scan.c), "UNKNOWN"), "at": $scan.t, "code": $scan.c}
            {
              "specversion": "1.0", "id": .message.id, "source": .message.source, "type": "shipment.status-changed.v1",
              "time": .message.receivedAt,
              "data": {"shipments": [
                {"carrier": .message.source, "trackingNumber": .event.parcel, "events": [for (.event.scans) event(., $codes)]}
              ]}
            }
            """;
    private static final Map<String, String> EXAMPLES = Map.of("delivered", "OK", "on-its-way", "IT", "unknown-code", "ZZ");

    private static final String PICKED_UP = "{\"t\":\"2026-03-02T09:00:00+01:00\",\"c\":\"PU\"}";
    private static final String MOVED = "{\"t\":\"2026-03-02T20:00:00+01:00\",\"c\":\"IT\"}";
    private static final String ARRIVED = "{\"t\":\"2026-03-03T10:00:00+01:00\",\"c\":\"OK\"}";

    private final ObjectMapper json = new ObjectMapper();
    private final HttpClient http = HttpClient.newHttpClient();
    private final Map<String, String> answers = new ConcurrentHashMap<>();
    private final Queue<String> asked = new ConcurrentLinkedQueue<>();
    @TempDir
    private Path home;
    @TempDir
    private Path data;
    private HttpServer carriers;

    @BeforeEach
    void startCarriers() throws IOException {
        carriers = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        carriers.createContext("/", call -> {
            String path = call.getRequestURI().getPath();
            asked.add(path);
            String answer = answers.get(path);
            byte[] body = (answer == null ? "{}" : answer).getBytes(StandardCharsets.UTF_8);
            call.getResponseHeaders().set("Content-Type", "application/json");
            call.sendResponseHeaders(path.startsWith("/tram/") ? 503 : answer == null ? 404 : 200, body.length);
            call.getResponseBody().write(body);
            call.close();
        });
        carriers.start();
    }

    @AfterEach
    void stopCarriers() {
        carriers.stop(0);
    }

    @Test
    @Timeout(240)
    void oneMoreCarrierIsFilesOnly() throws Exception {
        for (String folder : List.of("config", "routes", "mappings")) {
            copy(Path.of(folder), home.resolve(folder));
        }
        Map<String, String> before = contents();
        addCarrier("lorry");
        assertThat(contents()).containsAllEntriesOf(before).hasSize(before.size() + 3 + 2 * EXAMPLES.size());
        addCarrier("barge");
        addPoll("barge");
        addCarrier("tram");
        addPoll("tram");
        examplesHold();

        try (HubProcess hub = HubProcess.start(HubProcess.Start.embedded("add-carrier", data, List.of("-Xmx1g"),
                List.of("--hub.home=" + home, "--spring.config.location=classpath:/,file:" + home + "/config/,file:"
                        + home + "/config/*/")))) {
            String number = aCase(hub);
            pushedOnly(hub, number);
            pushedAndAsked(hub, number);
            HubOps ops = new HubOps(hub.uri(""), HubProcess.ADMIN_KEY);
            await().atMost(Duration.ofSeconds(30)).until(() -> ops.ledger().waiting() == 0);
            assertThat(ops.ledger().unaccounted()).isZero();
        }
    }

    /** Told before the parcel is known, and out of order. */
    private void pushedOnly(HubProcess hub, String number) throws Exception {
        push(hub, "lorry", "L-1", ARRIVED);
        push(hub, "lorry", "L-1", PICKED_UP);
        await().atMost(Duration.ofSeconds(30)).until(() -> messages(hub, "l1", "PROCESSED") == 2);
        ship(hub, number, "lorry", "L1", "OUTBOUND_REPLACEMENT", 201);

        assertThat(shipment(hub, number, "L1").path("state").asText()).isEqualTo("DELIVERED");
        assertThat(codes(shipment(hub, number, "L1"))).containsExactly("PU", "OK");
        ship(hub, number, "lorry", "L 1", "OUTBOUND_REPLACEMENT", 409);
        ship(hub, number, "lorry", "L2", "SIDEWAYS", 422);
        ship(hub, "RMA-1999-00001", "lorry", "L2", "STANDBY_OUT", 404);
    }

    private void pushedAndAsked(HubProcess hub, String number) throws Exception {
        answers.put("/barge/parcels/B-1", parcel("B-1", PICKED_UP, MOVED));
        ship(hub, number, "tram", "T-1", "STANDBY_OUT", 201);
        ship(hub, number, "barge", "B-1", "INBOUND_FAULTY", 201);
        ship(hub, number, "barge", "B-2", "INBOUND_FAULTY", 201);
        push(hub, "barge", "B-1", PICKED_UP);
        await().atMost(Duration.ofSeconds(30)).until(() -> codes(shipment(hub, number, "B-1")).equals(List.of("PU", "IT")));
        await("asked again").atMost(Duration.ofSeconds(30)).until(() -> asked.stream().filter("/barge/parcels/B-1"::equals).count() > 4);

        push(hub, "barge", "B-1", ARRIVED);
        await().atMost(Duration.ofSeconds(30)).until(() -> shipment(hub, number, "B-1").path("state").asText().equals("DELIVERED"));

        assertThat(codes(shipment(hub, number, "B-1"))).containsExactly("PU", "IT", "OK");
        assertThat(messages(hub, "b1", "PROCESSED") + messages(hub, "b1", "IGNORED"))
                .as("two pushes and one answer, however often the same was answered").isEqualTo(3);
        long tram = asked.stream().filter(path -> path.startsWith("/tram/")).count();
        assertThat(tram).as("an unwell carrier is left alone").isBetween(1L, 15L);
        assertThat(asked).as("nobody knows it yet").contains("/barge/parcels/B-2");
        long soFar = asked.stream().filter("/barge/parcels/B-1"::equals).count();
        await().during(Duration.ofSeconds(3)).atMost(Duration.ofSeconds(5)).until(() ->
                asked.stream().filter("/barge/parcels/B-1"::equals).count() <= soFar + 1);
    }

    // --- what is added ----------------------------------------------------------------------------------------

    private void addCarrier(String name) throws IOException {
        write("config/" + name + "/application.yaml", CONFIG.formatted(name));
        write("routes/carriers/" + name + ".camel.yaml", ROUTE.formatted(name));
        write("mappings/carriers/" + name + ".jslt", MAPPING);
        for (Map.Entry<String, String> example : EXAMPLES.entrySet()) {
            String scan = PICKED_UP.replace("PU", example.getValue());
            JsonNode in = json.readTree("""
                    {"message": {"id": "m-1", "source": "%s", "receivedAt": "2026-03-02T09:00:00Z"}, "event": %s}"""
                    .formatted(name, parcel("X1", scan)));
            String file = "mappings/carriers/" + name + ".examples/" + example.getKey();
            write(file + ".in.json", in.toString());
            write(file + ".out.json", new Mappings(home.resolve("mappings")).apply("carriers/" + name, in).toString());
        }
    }

    private void addPoll(String name) throws IOException {
        Path config = home.resolve("config/" + name + "/application.yaml");
        Files.writeString(config, Files.readString(config) + POLL.formatted(name, carriers.getAddress().getPort()));
        write("routes/carriers/" + name + "-poll.camel.yaml", POLL_ROUTE.formatted(name));
    }

    private void examplesHold() throws IOException {
        Schemas schemas = new Schemas(home.resolve("mappings"), json);
        for (String example : EXAMPLES.keySet()) {
            JsonNode out = json.readTree(home.resolve("mappings/carriers/lorry.examples/" + example + ".out.json").toFile());
            assertThat(schemas.validate("shipment.status-changed.v1", out)).isEmpty();
        }
    }

    // --- words ------------------------------------------------------------------------------------------------

    private static String parcel(String number, String... scans) {
        return "{\"parcel\":\"" + number + "\",\"scans\":[" + String.join(",", scans) + "]}";
    }

    private String aCase(HubProcess hub) {
        try (HttpConnection connection = new HttpConnection(hub.port())) {
            assertThat(connection.exchange(ThuliumPosts.rich("31002"))).isEqualTo(202);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        HubOps ops = new HubOps(hub.uri(""), HubProcess.ADMIN_KEY);
        await().atMost(Duration.ofSeconds(60)).until(() -> !ops.cases().isEmpty());
        return ops.cases().get(0).number();
    }

    private void push(HubProcess hub, String carrier, String number, String scan) throws Exception {
        String credentials = Base64.getEncoder().encodeToString((carrier + ":" + carrier + "-secret").getBytes(StandardCharsets.UTF_8));
        HttpResponse<String> answer = http.send(HttpRequest.newBuilder(hub.uri("/api/integrations/carriers/" + carrier + "/tracking"))
                .header("Authorization", "Basic " + credentials).header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(parcel(number, scan))).build(), BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
    }

    private void ship(HubProcess hub, String caseNumber, String carrier, String number, String direction, int status)
            throws Exception {
        HttpResponse<String> answer = http.send(HttpRequest.newBuilder(hub.uri("/api/csp/rma/" + caseNumber + "/ship"))
                .header("Authorization", "Bearer " + HubProcess.ADMIN_KEY).header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{\"carrier\":\"%s\",\"trackingNumber\":\"%s\",\"direction\":\"%s\"}"
                        .formatted(carrier, number, direction))).build(), BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    }

    private JsonNode shipment(HubProcess hub, String caseNumber, String number) throws Exception {
        for (JsonNode each : get(hub, "/api/csp/rma/" + caseNumber + "/shipments").path("items")) {
            if (each.path("trackingNumber").asText().equals(number)) {
                return each;
            }
        }
        throw new AssertionError("no shipment " + number);
    }

    private static List<String> codes(JsonNode shipment) {
        return shipment.path("events").findValuesAsText("code");
    }

    private int messages(HubProcess hub, String key, String state) throws Exception {
        return get(hub, "/api/ops/messages?q=" + key + "&state=" + state).path("items").size();
    }

    private JsonNode get(HubProcess hub, String path) throws Exception {
        HttpResponse<String> answer = http.send(HttpRequest.newBuilder(hub.uri(path))
                .header("Authorization", "Bearer " + HubProcess.ADMIN_KEY).build(), BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return json.readTree(answer.body());
    }

    private void write(String file, String content) throws IOException {
        Path path = home.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, content);
    }

    private Map<String, String> contents() throws IOException {
        Map<String, String> contents = new TreeMap<>();
        try (Stream<Path> all = Files.walk(home)) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                contents.put(home.relativize(file).toString(), Files.readString(file));
            }
        }
        return contents;
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> all = Files.walk(from)) {
            for (Path each : all.toList()) {
                Path copied = to.resolve(from.relativize(each).toString());
                if (Files.isDirectory(each)) {
                    Files.createDirectories(copied);
                } else {
                    Files.copy(each, copied);
                }
            }
        }
    }
}
