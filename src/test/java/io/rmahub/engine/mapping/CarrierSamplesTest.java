package io.rmahub.engine.mapping;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rmahub.engine.mapping.SampleExpectations.Sample;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Maps what carriers and aggregators really send (third-party samples beside the project, in
 * {@code shared/samples/<system>}) and holds the result to {@code carrier-samples/<system>.txt}, which a clerk
 * can read. Finds systems and files by itself: a sample that is not listed fails.
 *
 * <p>Writes all of it as one table to {@code target/carrier-samples.txt}.
 */
class CarrierSamplesTest {

    private static final Path EXPECTATIONS = Path.of("src/test/resources/carrier-samples");
    private static final Path TABLE = Path.of("target/carrier-samples.txt");
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final TreeMap<String, List<String>> TOLD = new TreeMap<>();

    private final Mappings mappings = new Mappings(Path.of("mappings"));
    private final Schemas schemas = new Schemas(Path.of("mappings"), JSON);

    @TestFactory
    Stream<DynamicContainer> everySystem() {
        Path samples = samples();
        return list(EXPECTATIONS).map(file -> {
            String system = file.getFileName().toString().replace(".txt", "");
            return dynamicContainer(system, testsOf(samples.resolve(system), SampleExpectations.read(file)));
        });
    }

    @AfterAll
    static void writeTable() throws IOException {
        List<String> lines = new ArrayList<>();
        lines.add("sample | carrier | number | status | direction | instant (UTC) | code | dedup key");
        TOLD.values().forEach(lines::addAll);
        Files.createDirectories(TABLE.getParent());
        Files.write(TABLE, lines);
    }

    private Stream<DynamicTest> testsOf(Path folder, SampleExpectations expected) {
        List<String> files = list(folder).map(file -> file.getFileName().toString()).toList();
        DynamicTest complete = dynamicTest("every file is listed",
                () -> assertEquals(files, expected.files(), () -> "files of " + folder));
        return Stream.concat(Stream.of(complete), expected.samples().stream()
                .filter(Sample::isReceived)
                .map(sample -> dynamicTest(sample.file(), () -> check(folder, sample))));
    }

    private void check(Path folder, Sample sample) throws IOException {
        byte[] body = Files.readAllBytes(folder.resolve(sample.file()));
        JsonNode event = sample.file().endsWith(".xml") ? XmlAsJson.read(body) : JSON.readTree(body);
        JsonNode out = mappings.apply("carriers/" + sample.mapping(), message(sample, event));
        List<String> rows = out.has("ignored")
                ? List.of("ignored | " + out.get("ignored").asText())
                : rows(sample, out);
        String path = folder.getFileName() + "/" + sample.file();
        TOLD.put(path, rows.stream().map(row -> path + " | " + told(row)).toList());
        assertEquals(String.join("\n", sample.rows()), String.join("\n", rows));
    }

    private List<String> rows(Sample sample, JsonNode out) {
        assertEquals(List.of(), schemas.validate(out.path("type").asText(), out),
                () -> sample.file() + " does not become a message that fits its schema:\n" + out.toPrettyString());
        if (!out.at("/data/shipments").isArray()) {
            return List.of("other | " + out.path("type").asText());
        }
        List<String> rows = new ArrayList<>();
        for (JsonNode shipment : out.at("/data/shipments")) {
            String number = shipment.path("trackingNumber").asText("#" + shipment.path("shipmentRef").asText());
            for (JsonNode event : shipment.path("events")) {
                rows.add(String.join(" | ",
                        shipment.path("carrier").asText(),
                        number,
                        event.path("status").asText()
                                + (event.has("reason") ? "/" + event.path("reason").asText() : ""),
                        event.has("toSender") ? "to sender" : "-",
                        OffsetDateTime.parse(event.path("at").asText()).toInstant().toString(),
                        event.path("code").asText()));
            }
        }
        return rows;
    }

    /** The row with the key by which the same event from elsewhere is recognised. */
    private static String told(String row) {
        String[] cells = row.split(" \\| ");
        return cells.length < 6 ? row : row + " | " + String.join("|", cells[0], cells[1], cells[4], cells[5]);
    }

    private static ObjectNode message(Sample sample, JsonNode event) {
        ObjectNode input = JSON.createObjectNode();
        ObjectNode message = input.putObject("message")
                .put("id", "0190b5c2-0000-7000-8000-000000000001")
                .put("source", sample.mapping())
                .put("orgId", "demo")
                .put("receivedAt", "2026-07-01T08:00:00Z")
                .put("timeZone", sample.zone());
        if (sample.asked() != null) {
            message.put("trackingNumber", sample.asked());
        }
        input.set("event", event);
        return input;
    }

    private static Path samples() {
        for (Path folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
            Path samples = folder.resolve("shared/samples");
            if (Files.isDirectory(samples)) {
                return samples;
            }
        }
        return Assumptions.abort("NOT CHECKED: there is no folder shared/samples beside or above the project, so that "
                + "no third-party sample was read");
    }

    private static Stream<Path> list(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
