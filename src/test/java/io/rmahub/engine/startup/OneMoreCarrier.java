package io.rmahub.engine.startup;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import io.rmahub.engine.mapping.Mappings;
import io.rmahub.support.HubHome;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/** The files that add a carrier, and the carriers themselves as those that are asked. The one called tram is unwell. */
final class OneMoreCarrier implements AutoCloseable {

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
                {"carrier": .message.source, "trackingNumber": .event.parcel,
                 "events": [for (.event.scans) event(., $codes)]}
              ]}
            }
            """;
    static final Map<String, String> EXAMPLES = Map.of("delivered", "OK", "on-its-way", "IT", "unknown-code", "ZZ");


    static final String PICKED_UP = "{\"t\":\"2026-03-02T09:00:00+01:00\",\"c\":\"PU\"}";
    static final String MOVED = "{\"t\":\"2026-03-02T20:00:00+01:00\",\"c\":\"IT\"}";
    static final String ARRIVED = "{\"t\":\"2026-03-03T10:00:00+01:00\",\"c\":\"OK\"}";

    private final ObjectMapper json = new ObjectMapper();
    private final Map<String, String> answers = new ConcurrentHashMap<>();
    private final Queue<String> asked = new ConcurrentLinkedQueue<>();
    private final HubHome home;
    private final HttpServer carriers;

    OneMoreCarrier(HubHome home) throws IOException {
        this.home = home;
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

    /** Four kinds of files: settings, the route of the door, the mapping and its examples. */
    void add(String name) throws IOException {
        home.write("config/" + name + "/application.yaml", CONFIG.formatted(name));
        home.write("routes/carriers/" + name + ".camel.yaml", ROUTE.formatted(name));
        home.write("mappings/carriers/" + name + ".jslt", MAPPING);
        for (Map.Entry<String, String> example : EXAMPLES.entrySet()) {
            String scan = PICKED_UP.replace("PU", example.getValue());
            JsonNode in = json.readTree("""
                    {"message": {"id": "m-1", "source": "%s", "receivedAt": "2026-03-02T09:00:00Z"}, "event": %s}"""
                    .formatted(name, parcel("X1", scan)));
            String file = "mappings/carriers/" + name + ".examples/" + example.getKey();
            home.write(file + ".in.json", in.toString());
            home.write(file + ".out.json",
                    new Mappings(home.folder().resolve("mappings")).apply("carriers/" + name, in).toString());
        }
    }

    /** One route more, for a carrier that is asked too. */
    void addPoll(String name) {
        String config = "config/" + name + "/application.yaml";
        home.write(config, home.read(config) + POLL.formatted(name, carriers.getAddress().getPort()));
        home.write("routes/carriers/" + name + "-poll.camel.yaml", POLL_ROUTE.formatted(name));
    }

    /** From now on the carrier answers so. */
    void answers(String path, String answer) {
        answers.put(path, answer);
    }

    /** How often paths that begin so were asked for. */
    long asked(String path) {
        return asked.stream().filter(each -> each.startsWith(path)).count();
    }

    static String parcel(String number, String... scans) {
        return "{\"parcel\":\"" + number + "\",\"scans\":[" + String.join(",", scans) + "]}";
    }

    @Override
    public void close() {
        carriers.stop(0);
    }
}
