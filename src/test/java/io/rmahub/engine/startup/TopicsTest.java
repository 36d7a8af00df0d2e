package io.rmahub.engine.startup;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.rmahub.trial.embedded.EmbeddedSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.mock.env.MockEnvironment;

/** {@code routes/topics.asyncapi.yaml} says of queues and topics what routes and code really do. */
class TopicsTest {

    private static final Path FILE = Path.of("routes/topics.asyncapi.yaml");
    private static final Path SOURCES = Path.of("src/main/java");
    private static final RouteFiles ROUTES = RouteFiles.read(Path.of("routes"));
    private static final ObjectMapper YAML = new YAMLMapper();
    private static final Pattern ENDPOINT = Pattern.compile("(?:jms:queue|jms|kafka):([^?]+).*");
    private static final Pattern TOPIC_OF_TARGET = Pattern.compile("\\{\\{hub:endpoint\\.([^.}]+)\\.kafka}}");
    private static final Pattern QUEUE_NAME = Pattern.compile("static final String \\w+ = \"(hub\\.[a-z.]+)\"");
    private static final String ANY_TARGET = "hub.deliver.{target}";

    /** One direction of one channel. */
    private record Use(String action, String address) {
    }

    @Test
    void everyUseIsAnOperationAndEveryOperationIsUsed() throws IOException {
        assertThat(operations()).as("%s against routes and code", FILE).containsExactlyInAnyOrderElementsOf(used());
    }

    @Test
    void everyQueueAndTopicIsAChannelAndNoOther() throws IOException {
        Set<String> real = used().stream().map(Use::address).collect(Collectors.toCollection(TreeSet::new));
        real.addAll(Binder.get(new MockEnvironment())
                .bindOrCreate("hub.embedded", EmbeddedSettings.class).kafka().topics());
        real.addAll(queueNames("trial/embedded/ArtemisServer"));

        assertThat(channels().values()).as("channels of %s", FILE).containsExactlyInAnyOrderElementsOf(real);
    }

    @Test
    void referencesPointToSomething() throws IOException {
        JsonNode file = YAML.readTree(FILE.toFile());
        assertThat(file.path("asyncapi").asText()).isEqualTo("3.0.0");
        for (String reference : file.findValuesAsText("$ref")) {
            String[] parts = reference.split("#", 2);
            JsonNode content = parts[0].isEmpty()
                    ? file : YAML.readTree(FILE.resolveSibling(parts[0]).normalize().toFile());
            assertThat(content.at(parts[1]).isMissingNode()).as("%s: %s", FILE, reference).isFalse();
        }
    }

    private static Map<String, String> channels() throws IOException {
        Map<String, String> addresses = new HashMap<>();
        YAML.readTree(FILE.toFile()).path("channels").properties()
                .forEach(channel -> addresses.put(channel.getKey(), channel.getValue().path("address").asText()));
        return addresses;
    }

    private static Set<Use> operations() throws IOException {
        Map<String, String> channels = channels();
        return YAML.readTree(FILE.toFile()).path("operations").properties().stream().map(Map.Entry::getValue)
                .map(operation -> new Use(operation.path("action").asText(),
                        channels.get(operation.at("/channel/$ref").asText().replace("#/channels/", ""))))
                .collect(Collectors.toSet());
    }

    private static Set<Use> used() throws IOException {
        List<Use> uses = new ArrayList<>();
        for (RouteFile file : ROUTES.files()) {
            for (JsonNode entry : file.content()) {
                if (entry.has("templatedRoute")) {
                    JsonNode made = entry.get("templatedRoute");
                    Map<String, String> parameters = file.routes().stream()
                            .filter(route -> made.path("routeId").asText().equals(route.id())).findFirst().orElseThrow()
                            .parameters();
                    collect(template(made.path("routeTemplateRef").asText()), parameters, uses);
                } else if (!entry.has("routeTemplate")) {
                    collect(entry, Map.of(), uses);
                }
            }
        }
        for (String name : queueNamesOfSenders()) {
            uses.add(new Use("send", name.endsWith(".") ? name + "{target}" : name));
        }
        return Set.copyOf(uses);
    }

    private static JsonNode template(String id) {
        return ROUTES.files().stream().flatMap(file -> file.content().findValues("routeTemplate").stream())
                .filter(template -> template.path("id").asText().equals(id)).findFirst().orElseThrow();
    }

    private static void collect(JsonNode node, Map<String, String> parameters, List<Use> uses) {
        node.properties().forEach(entry -> {
            boolean from = entry.getKey().equals("from");
            String uri = entry.getValue().path("uri").asText();
            for (Map.Entry<String, String> parameter : parameters.entrySet()) {
                uri = uri.replace("{{" + parameter.getKey() + "}}", parameter.getValue());
            }
            Matcher endpoint = ENDPOINT.matcher(uri);
            Matcher topic = TOPIC_OF_TARGET.matcher(uri);
            if (endpoint.matches()) {
                uses.add(new Use(from ? "receive" : "send", address(endpoint.group(1), parameters)));
            } else if (topic.matches()) {
                uses.add(new Use("send", setting(topic.group(1), "topic")));
            }
        });
        node.forEach(child -> collect(child, parameters, uses));
    }

    private static String address(String name, Map<String, String> parameters) {
        return name.equals("hub.deliver." + parameters.get("target")) ? ANY_TARGET : name;
    }

    private static String setting(String target, String name) {
        try (var documents = YAML.readerFor(JsonNode.class)
                .<JsonNode>readValues(Path.of("config", target, "application.yaml").toFile())) {
            return documents.next().at("/hub/targets/" + target + "/settings/" + name).asText();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Code sends to queues through one class. */
    private static Set<String> queueNamesOfSenders() throws IOException {
        Set<String> names = new TreeSet<>();
        try (Stream<Path> all = Files.walk(SOURCES)) {
            for (Path file : all.filter(path -> path.toString().endsWith(".java")).toList()) {
                String text = Files.readString(file);
                if (text.contains("private final JmsBatchSender ")) {
                    QUEUE_NAME.matcher(text).results().forEach(found -> names.add(found.group(1)));
                }
            }
        }
        return names;
    }

    private static Set<String> queueNames(String type) throws IOException {
        return QUEUE_NAME.matcher(Files.readString(SOURCES.resolve("io/rmahub/" + type + ".java"))).results()
                .map(found -> found.group(1)).collect(Collectors.toSet());
    }
}
