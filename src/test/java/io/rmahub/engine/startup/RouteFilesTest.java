package io.rmahub.engine.startup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The house rules of {@code routes/}; each test finds the files by itself and carries the name of the file. */
class RouteFilesTest {

    private static final Path FOLDER = Path.of("routes");
    private static final Path CONFIG = Path.of("config");
    private static final RouteFiles ROUTES = RouteFiles.read(FOLDER);
    /** One screen. Shared templates are lists that may be longer. */
    private static final int SCREEN = 81;
    private static final Set<String> LONGER = Set.of("shared");
    /** Beans that read, change or decide on business data; a way in only takes in. */
    private static final Set<String> DECIDING = Set.of("processSteps.translate", "processSteps.decide");

    @Test
    void namesAndIdsAreSound() {
        assertThat(ROUTES.problems()).isEmpty();
        assertThat(ROUTES.files()).isNotEmpty();
    }

    @TestFactory
    Stream<DynamicTest> fitsCamelsOwnSchema() throws IOException {
        JsonSchema schema = camelSchema();
        return each(file -> assertThat(schema.validate(file.content()).stream()
                .filter(violation -> !isPlaceholder(violation)).map(ValidationMessage::getMessage))
                .as(file.path()).isEmpty());
    }

    /** The schema does not know that a number may be given as {@code {{property}}}. */
    private static boolean isPlaceholder(ValidationMessage violation) {
        return violation.getType().equals("type") && violation.getInstanceNode().asText().matches("\\{\\{.+}}");
    }

    @TestFactory
    Stream<DynamicTest> isWrittenInTheExplicitForm() {
        return each(file -> assertThat(shorthands(file.content())).as(file.path() + ": steps in short form").isEmpty());
    }

    @TestFactory
    Stream<DynamicTest> fitsOneScreen() {
        return each(file -> {
            if (!LONGER.contains(file.folder())) {
                assertThat(lines(file)).as(file.path()).hasSizeLessThanOrEqualTo(SCREEN);
            }
        });
    }

    @TestFactory
    Stream<DynamicTest> sharedNamesNoSourceAndNoTarget() throws IOException {
        Set<String> names = configured();
        return each(file -> {
            if (file.folder().equals("shared")) {
                Set<String> words = new TreeSet<>(List.of(String.join("\n", lines(file)).split("[^A-Za-z0-9-]+")));
                assertThat(words).as(file.path()).doesNotContainAnyElementsOf(names);
            }
        });
    }

    @TestFactory
    Stream<DynamicTest> decidesOnlyInProcess() {
        return each(file -> {
            if (!file.folder().equals("process")) {
                assertThat(beanCalls(file.content())).as(file.path())
                        .noneMatch(call -> DECIDING.contains(call) || DECIDING.contains(call.split("\\.")[0]));
            }
        });
    }

    /** Camel publishes only the schema that allows the short form too. */
    private static JsonSchema camelSchema() throws IOException {
        try (InputStream schema = RouteFilesTest.class.getResourceAsStream("/schema/camelYamlDsl.json")) {
            return JsonSchemaFactory.getInstance(VersionFlag.V4).getSchema(new ObjectMapper().readTree(schema));
        }
    }

    /** Steps such as {@code - to: direct:x}, and a {@code from: direct:x}: what says its options by position. */
    private static List<String> shorthands(JsonNode node) {
        List<String> found = new ArrayList<>();
        if (node.path("from").isTextual()) {
            found.add("from: " + node.path("from").asText());
        }
        node.path("steps").forEach(step -> step.properties().stream()
                .filter(entry -> !entry.getValue().isObject())
                .map(Map.Entry::toString).forEach(found::add));
        node.forEach(child -> found.addAll(shorthands(child)));
        return found;
    }

    private static List<String> beanCalls(JsonNode node) {
        List<String> calls = new ArrayList<>();
        JsonNode bean = node.path("bean");
        if (bean.isObject()) {
            calls.add(bean.path("ref").asText() + "." + bean.path("method").asText());
        }
        node.forEach(child -> calls.addAll(beanCalls(child)));
        return calls;
    }

    private static Stream<DynamicTest> each(Consumer<RouteFile> check) {
        return ROUTES.files().stream().map(file -> dynamicTest(file.path(), () -> check.accept(file)));
    }

    private static Set<String> configured() throws IOException {
        try (Stream<Path> folders = Files.list(CONFIG)) {
            return folders.filter(folder -> Files.exists(folder.resolve("application.yaml")))
                    .map(folder -> folder.getFileName().toString()).collect(Collectors.toSet());
        }
    }

    private static List<String> lines(RouteFile file) {
        try {
            return Files.readAllLines(Path.of(file.path()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
