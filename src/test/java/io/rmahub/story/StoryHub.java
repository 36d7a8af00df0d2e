package io.rmahub.story;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.filter.ThresholdFilter;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.AppenderBase;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.rmahub.HubApplication;
import io.rmahub.support.ApiContract;
import io.rmahub.support.FreePorts;
import io.rmahub.trial.embedded.EmbeddedServersInitializer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;
import org.slf4j.LoggerFactory;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.util.FileSystemUtils;

/**
 * The whole hub in this process, with its own servers, the sandbox and an empty data folder. It is started once and
 * serves every story; it ends with the JVM.
 *
 * <p>Waits between attempts are short here, so that stories about failures take seconds.
 */
final class StoryHub {

    static final String ADMIN_KEY = "story-admin-key-0123456789abcdef0123456789";
    static final String HOOK_PASSWORD = "sandbox-thulium-hook";

    private static final String[] TARGETS = {"csp", "tms", "tickets", "thulium", "notification", "rma-events",
        "landray", "huilianyi", "tms-assets", "notification-webhook", "installer-notices", "products",
        "products-stock"};
    private static final String[] POLLED = {"dhl", "ups", "fedex", "gls", "inpost", "17track"};
    private static final String WAITS = "200ms,300ms,500ms,500ms,500ms,500ms,500ms,500ms,1s,1s,1s,1s,1s,1s,1s,1s";
    private static final Duration LONGEST_CALL = Duration.ofSeconds(30);

    private static final Path DOORS = Path.of("src/test/resources/doors");

    /** Those whose documents are still beside their routes. */
    private static final List<String> NOT_YET_IN_THE_CONTRACT = List.of("/api/csp", "/api/warranty", "/api/reports",
            "/api/telemetry", "/api/ops/approvals");

    private static StoryHub started;

    final ObjectMapper json = new ObjectMapper();
    private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final ApiContract contract = ApiContract.read();
    private final Queue<String> log = new ConcurrentLinkedQueue<>();
    private final ConfigurableApplicationContext context;
    private final int port = FreePorts.one();

    /** The one hub; starts it if this is the first story. */
    static synchronized StoryHub get() {
        if (started == null) {
            started = new StoryHub();
        }
        return started;
    }

    private StoryHub() {
        Path data = folder("rma-hub-stories");
        Path home = homeWithMoreDoors();
        context = new SpringApplicationBuilder(HubApplication.class)
                .initializers(new EmbeddedServersInitializer())
                .run(arguments(data, home));
        SpringApplication.getShutdownHandlers().add(() -> {
            FileSystemUtils.deleteRecursively(data.toFile());
            FileSystemUtils.deleteRecursively(home.toFile());
            noteCalls();
        });
        listenToTheLog();
    }

    private String[] arguments(Path data, Path home) {
        StringBuilder all = new StringBuilder("--server.port=" + port + "\n--hub.data-dir=" + data + "\n--hub.home=" + home
                + "\n--spring.config.additional-location=file:" + DOORS + "/config/*/"
                + "\n--hub.sandbox.smtp-port=0\n--hub.sandbox.admin-key=" + ADMIN_KEY
                + "\n--spring.main.banner-mode=off"
                + "\n--hub.sources.thulium.retry.schedule=" + WAITS
                + "\n--hub.sources.thulium.fetch.not-found=200ms,200ms"
                + "\n--hub.sources.thulium.max-body=100KB"
                // Stories ask by themselves: a question in between would be one message more than they sent.
                + "\n--hub.stock.interval=24h");
        for (String carrier : POLLED) {
            String poll = "\n--hub.sources." + carrier + ".poll.";
            all.append(poll).append("interval=300ms").append(poll).append("poll-after-silence=0s")
                    .append(poll).append("rate-limit.calls=10").append(poll).append("rate-limit.period=300ms")
                    .append(poll).append("retry.schedule=700ms");
        }
        for (String target : TARGETS) {
            all.append("\n--hub.targets.").append(target).append(".retry.schedule=").append(WAITS);
            all.append("\n--hub.targets.").append(target).append(".breaker.open-for=1s");
        }
        return all.toString().split("\n");
    }

    /** Which operations the stories called, for whoever looks for one that no story tells of. */
    private void noteCalls() {
        String lines = contract.calls().entrySet().stream().map(call -> call.getKey() + "  "
                + (call.getValue().isEmpty() ? "NOT CALLED" : new TreeSet<>(call.getValue()))).collect(Collectors.joining("\n"));
        try {
            Files.writeString(Path.of("target/api-operations-called.txt"), lines + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The project's routes and mappings, and beside them the doors of every kind that stories about doors need. */
    private static Path homeWithMoreDoors() {
        Path home = folder("rma-hub-home");
        try {
            for (String part : List.of("config", "routes", "mappings")) {
                FileSystemUtils.copyRecursively(Path.of(part), home.resolve(part));
                FileSystemUtils.copyRecursively(DOORS.resolve(part), home.resolve(part));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return home;
    }

    private static Path folder(String name) {
        try {
            return Files.createTempDirectory(name);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Everything that is logged from the end of the start on, with stack traces. */
    String log() {
        return String.join("\n", log);
    }

    private void listenToTheLog() {
        var appender = new AppenderBase<ILoggingEvent>() {
            @Override
            protected void append(ILoggingEvent event) {
                String trace = event.getThrowableProxy() == null ? ""
                        : "\n" + ThrowableProxyUtil.asString(event.getThrowableProxy());
                log.add(event.getLevel() + " " + event.getFormattedMessage() + trace);
            }
        };
        Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        appender.setContext(root.getLoggerContext());
        appender.start();
        root.addAppender(appender);
        // What the hub says to those who look closely must not hold a secret either; the console need not show it.
        ThresholdFilter calm = new ThresholdFilter();
        calm.setLevel(Level.INFO.toString());
        calm.start();
        root.iteratorForAppenders().forEachRemaining(console -> {
            if (console != appender) {
                console.addFilter(calm);
            }
        });
        ((Logger) LoggerFactory.getLogger("io.rmahub")).setLevel(Level.DEBUG);
    }

    <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    String property(String name) {
        return context.getEnvironment().getRequiredProperty(name);
    }

    int port() {
        return port;
    }

    URI uri(String path) {
        return URI.create("http://localhost:" + port + path);
    }

    /** A request to this path, to be completed and sent. */
    HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(uri(path)).timeout(LONGEST_CALL);
    }

    /** Sends it; an answer of the API that its document does not declare ends the story. */
    HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            HttpRequest built = request.build();
            HttpResponse<String> answer = http.send(built, HttpResponse.BodyHandlers.ofString());
            if (NOT_YET_IN_THE_CONTRACT.stream().noneMatch(built.uri().getPath()::startsWith)) {
                contract.check(built, answer);
            }
            return answer;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    HttpResponse<String> sendJson(String method, String path, String body) {
        return send(request(path).header("Content-Type", "application/json")
                .header("Authorization", "Bearer " + ADMIN_KEY)
                .method(method, body == null
                        ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body)));
    }

    HttpResponse<String> get(String path, String key) {
        return send(request(path).header("Authorization", "Bearer " + key).GET());
    }

    JsonNode read(String text) {
        try {
            return json.readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
