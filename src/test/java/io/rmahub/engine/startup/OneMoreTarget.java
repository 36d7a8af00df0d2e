package io.rmahub.engine.startup;

import com.sun.net.httpserver.HttpServer;
import io.rmahub.support.HubHome;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** The files that add a target, and the target itself. */
final class OneMoreTarget implements AutoCloseable {

    private static final String NAME = "depot-parts";
    private static final String CONFIG = """
            hub:
              targets:
                depot-parts:
                  url: %s
                  auth:
                    scheme: bearer
                    token: depot-token
                  events: [rma.case-opened.v1]
            """;
    private static final String ROUTE = """
            - templatedRoute:
                routeTemplateRef: deliver
                routeId: deliver-depot-parts
                parameters:
                  - name: target
                    value: depot-parts
                  - name: kind
                    value: http
            """;
    private static final String MAPPING = """
            {"method": "POST", "path": "/parts",
             "body": {"case": .event.data.case.number, "sku": .event.data.case.productSku}}
            """;

    private final Queue<String> received = new ConcurrentLinkedQueue<>();
    private final HttpServer depot;

    OneMoreTarget() throws IOException {
        depot = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        depot.createContext("/parts", call -> {
            String body = new String(call.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            received.add(call.getRequestHeaders().getFirst("Authorization") + " " + body);
            call.sendResponseHeaders(204, -1);
            call.close();
        });
        depot.start();
    }

    /** Three files: settings, route and mapping. */
    void add(HubHome home) {
        home.write("config/" + NAME + "/application.yaml",
                CONFIG.formatted("http://localhost:" + depot.getAddress().getPort()));
        home.write("routes/deliver/deliver-" + NAME + ".camel.yaml", ROUTE);
        home.write("mappings/targets/" + NAME + ".jslt", MAPPING);
    }

    /** What it was sent about this case, each with its credentials before the body. */
    List<String> received(String caseNumber) {
        return received.stream().filter(each -> each.contains("\"" + caseNumber + "\"")).toList();
    }

    @Override
    public void close() {
        depot.stop(0);
    }
}
