package io.rmahub.engine.mapping;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Runs every example pair {@code <name>.examples/<case>.in.json} / {@code .out.json} that lies beside a
 * mapping. Finds mappings and examples by itself; a mapping without examples fails. A message in which there is
 * nothing to decide maps to {@code {"ignored": why}} and has no schema.
 */
class MappingExamplesTest {

    private static final Path FOLDER = Path.of("mappings");
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
    private static final String IN = ".in.json";
    private static final String OUT = ".out.json";

    private final Mappings mappings = new Mappings(FOLDER);
    private final Schemas schemas = new Schemas(FOLDER, JSON);

    @TestFactory
    Stream<DynamicContainer> everyMapping() {
        return mappings.names().stream().map(name -> dynamicContainer(name, testsOf(name)));
    }

    @Test
    void everyFolderOfExamplesBelongsToAMapping() {
        List<Path> strays = files(FOLDER).stream()
                .filter(file -> file.getParent().toString().endsWith(".examples"))
                .filter(file -> !mappings.has(mappingOf(file)) || !hasExampleName(file))
                .toList();
        assertEquals(List.of(), strays, "files that are not an example of any mapping");
    }

    @Test
    void mappingsAndExamplesAreNamedInKebabCase() {
        List<Path> wrong = files(FOLDER).stream()
                .filter(file -> !file.getFileName().toString()
                        .matches("[a-z0-9]+(-[a-z0-9]+)*(\\.v\\d+)?\\.(jslt|in\\.json|out\\.json|schema\\.json)"))
                .toList();
        assertEquals(List.of(), wrong, "file names");
    }

    private Stream<DynamicTest> testsOf(String name) {
        List<DynamicTest> tests = new ArrayList<>();
        Path examples = FOLDER.resolve(name + ".examples");
        List<Path> inputs = files(examples).stream().filter(file -> file.toString().endsWith(IN)).toList();
        tests.add(dynamicTest("has examples", () -> assertTrue(inputs.size() >= fewest(name),
                () -> FOLDER.resolve(name + ".jslt") + " has " + inputs.size() + " example pairs in "
                        + examples + "; at least " + fewest(name) + " are needed")));
        inputs.forEach(input -> tests.add(
                dynamicTest(input.getFileName().toString(), () -> checkExample(name, input))));
        return tests.stream();
    }

    private static int fewest(String name) {
        return name.startsWith("targets/") ? 1 : 3;
    }

    private void checkExample(String name, Path input) throws IOException {
        Path expected = Path.of(input.toString().replace(IN, OUT));
        assertTrue(Files.exists(expected), () -> input + " has no " + expected.getFileName());
        JsonNode in = JSON.readTree(input.toFile());
        JsonNode before = in.deepCopy();
        JsonNode out = mappings.apply(name, in);
        assertEquals(JSON.readTree(expected.toFile()), out,
                () -> expected + " differs; the mapping gave\n" + pretty(out));
        assertEquals(before, in, () -> name + " changed its input " + input);
        if (name.startsWith("targets/")) {
            JsonNode event = in.path("event");
            assertFits(input, event);
        } else if (!out.has("ignored")) {
            assertFits(expected, out);
        }
    }

    private void assertFits(Path file, JsonNode message) {
        assertEquals(List.of(), schemas.validate(message.path("type").asText(), message),
                () -> file + " does not fit its schema");
    }

    private static String mappingOf(Path example) {
        String folder = FOLDER.relativize(example.getParent()).toString().replace('\\', '/');
        return folder.substring(0, folder.length() - ".examples".length());
    }

    private static boolean hasExampleName(Path file) {
        String path = file.toString();
        return path.endsWith(IN)
                || path.endsWith(OUT) && Files.exists(Path.of(path.replace(OUT, IN)));
    }

    private static List<Path> files(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String pretty(JsonNode node) {
        return node.toPrettyString();
    }
}
