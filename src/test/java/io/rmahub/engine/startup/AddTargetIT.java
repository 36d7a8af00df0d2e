package io.rmahub.engine.startup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import io.rmahub.support.HttpConnection;
import io.rmahub.support.HubOps;
import io.rmahub.support.HubProcess;
import io.rmahub.support.ThuliumPosts;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** To add a target one adds its files and edits none: a hub with one more target delivers to it. */
class AddTargetIT {

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
            {"method": "POST", "path": "/parts", "body": {"case": .event.data.case.number, "sku": .event.data.case.productSku}}
            """;

    private final Queue<String> received = new ConcurrentLinkedQueue<>();
    @TempDir
    private Path home;
    @TempDir
    private Path data;
    private HttpServer depot;

    @BeforeEach
    void startDepot() throws IOException {
        depot = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        depot.createContext("/parts", call -> {
            String body = new String(call.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            received.add(call.getRequestHeaders().getFirst("Authorization") + " " + body);
            call.sendResponseHeaders(204, -1);
            call.close();
        });
        depot.start();
    }

    @AfterEach
    void stopDepot() {
        depot.stop(0);
    }

    @Test
    @Timeout(180)
    void oneMoreTargetIsFilesOnly() throws IOException {
        for (String folder : List.of("config", "routes", "mappings")) {
            copy(Path.of(folder), home.resolve(folder));
        }
        Map<String, String> before = contents();
        write("config/" + NAME + "/application.yaml", CONFIG.formatted("http://localhost:" + depot.getAddress().getPort()));
        write("routes/deliver/deliver-" + NAME + ".camel.yaml", ROUTE);
        write("mappings/targets/" + NAME + ".jslt", MAPPING);
        assertThat(contents()).containsAllEntriesOf(before).hasSize(before.size() + 3);

        try (HubProcess hub = HubProcess.start(HubProcess.Start.embedded("add-target", data, List.of("-Xmx1g"),
                List.of("--hub.home=" + home, "--spring.config.location=classpath:/,file:" + home + "/config/,file:"
                        + home + "/config/*/")))) {
            try (HttpConnection connection = new HttpConnection(hub.port())) {
                assertThat(connection.exchange(ThuliumPosts.rich("31001"))).isEqualTo(202);
            }
            await().atMost(Duration.ofSeconds(30)).until(() -> !received.isEmpty());

            HubOps ops = new HubOps(hub.uri(""), HubProcess.ADMIN_KEY);
            await().atMost(Duration.ofSeconds(30)).until(() -> ops.ledger().waiting() == 0 && ops.noOpenDelivery());
            String number = ops.cases().get(0).number();
            assertThat(received).singleElement().asString()
                    .contains("Bearer depot-token", "\"case\":\"" + number + "\"", "\"sku\":\"BAT-5-LV\"");
        }
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
