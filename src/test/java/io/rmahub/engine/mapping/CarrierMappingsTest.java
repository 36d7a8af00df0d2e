package io.rmahub.engine.mapping;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What holds for every mapping of a carrier, whatever it reads. Finds mappings and examples by itself. */
class CarrierMappingsTest {

    private static final Path FOLDER = Path.of("mappings");
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    /** What a sender may write where something else was expected. */
    private static final List<JsonNode> ODD = List.of(NODES.nullNode(), NODES.numberNode(7), NODES.textNode("?"),
            NODES.textNode(""), NODES.booleanNode(true), NODES.arrayNode(), NODES.objectNode(),
            NODES.arrayNode().add("?").add(NODES.objectNode().put("?", "?")));

    private final Mappings mappings = new Mappings(FOLDER);
    private final Schemas schemas = new Schemas(FOLDER, JSON);

    /** Any field of any example replaced by anything odd: a message or a reason comes out, never a failure. */
    @TestFactory
    Stream<DynamicTest> oddValuesNeverFail() {
        return carriers().map(name -> dynamicTest(name, () -> examples(name).forEach(input -> holds(name, input))));
    }

    /** Nothing that says nothing about a parcel passes for a message about one. */
    @TestFactory
    Stream<DynamicTest> emptyBodiesDoNotPass() {
        return carriers().map(name -> dynamicTest(name, () -> {
            ObjectNode input = examples(name).findFirst().orElseThrow().deepCopy();
            input.set("event", NODES.objectNode());
            JsonNode out = mappings.apply(name, input);
            assertTrue(out.has("ignored") || !schemas.validate(out.path("type").asText(), out).isEmpty(),
                    out::toPrettyString);
        }));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            dhl           | delivered-with-history | /shipments/0/id
            dhl-parcel-de | unknown-code           | /data/data/0/piece-code, /data/data/0/searched-piece-code, \
            /data/data/0/piece-id
            ups           | delivered              | /trackingNumber
            gls           | in-parcel-shop         | /parcels/0/unitno, /parcels/0/requested
            dpd           | delivered              | /pnr
            inpost        | delivered              | /payload/tracking_number, /payload/shipment_id
            sf-express    | delivered              | /Body/WaybillRoute/0/mailno, /Body/WaybillRoute/0/orderid
            fedex         | refused                | /output/completeTrackResults/0/trackingNumber, \
            /output/completeTrackResults/0/trackResults/0/trackingNumberInfo
            17track       | delivered-with-history | /data/number
            aftership     | without-checkpoints    | /msg/tracking_number, /msg/id
            easypost      | out-for-delivery       | /result/tracking_code, /result/id
            shippo        | newest-in-history-too  | /data/tracking_number
            karrio        | days-only              | /data/tracking_number, /data/id
            sendcloud     | parcel-en-route        | /parcel/tracking_number, /parcel/id
            """)
    void aParcelWithoutAnyNumberIsNamed(String carrier, String example, String numbers) throws IOException {
        ObjectNode input = (ObjectNode) JSON.readTree(FOLDER.resolve("carriers/" + carrier + ".examples/" + example
                + ".in.json").toFile());
        for (String pointer : numbers.split(",\\s*")) {
            int last = pointer.lastIndexOf('/');
            ((ObjectNode) input.at("/event" + pointer.substring(0, last))).remove(pointer.substring(last + 1));
        }
        JsonNode out = mappings.apply("carriers/" + carrier, input);
        List<String> paths = schemas.validate(out.path("type").asText(), out).stream()
                .map(Schemas.Violation::path).distinct().toList();
        assertEquals(1, paths.size(), () -> paths + " in " + out.toPrettyString());
        assertTrue(paths.get(0).matches("/data/shipments/\\d"), paths::toString);
    }

    private void holds(String name, ObjectNode input) {
        for (String pointer : pointers(input.get("event"), "", new ArrayList<>())) {
            for (JsonNode odd : ODD) {
                ObjectNode changed = input.deepCopy();
                replace(changed.get("event"), pointer, odd);
                Optional<String> failure = failure(name, changed);
                assertTrue(failure.isEmpty(),
                        () -> name + " fails with " + pointer + " = " + odd + ": " + failure.orElse(""));
            }
        }
    }

    private Optional<String> failure(String name, JsonNode input) {
        try {
            JsonNode out = mappings.apply(name, input);
            return out.isObject() ? Optional.empty() : Optional.of("gives " + out);
        } catch (MappingException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    private static List<String> pointers(JsonNode node, String at, List<String> all) {
        if (node instanceof ObjectNode object) {
            object.fieldNames()
                    .forEachRemaining(field -> pointers(object.get(field), child(all, at + "/" + field), all));
        } else if (node instanceof ArrayNode array) {
            for (int i = 0; i < array.size(); i++) {
                pointers(array.get(i), child(all, at + "/" + i), all);
            }
        }
        return all;
    }

    private static String child(List<String> all, String pointer) {
        all.add(pointer);
        return pointer;
    }

    private static void replace(JsonNode event, String pointer, JsonNode value) {
        int last = pointer.lastIndexOf('/');
        String name = pointer.substring(last + 1);
        JsonNode parent = event.at(pointer.substring(0, last));
        if (parent instanceof ArrayNode array) {
            array.set(Integer.parseInt(name), value);
        } else {
            ((ObjectNode) parent).set(name, value);
        }
    }

    private Stream<String> carriers() {
        return mappings.names().stream().filter(name -> name.startsWith("carriers/"));
    }

    private static Stream<ObjectNode> examples(String name) {
        try (Stream<Path> files = Files.list(FOLDER.resolve(name + ".examples"))) {
            return files.filter(file -> file.toString().endsWith(".in.json")).sorted()
                    .map(CarrierMappingsTest::read).toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ObjectNode read(Path file) {
        try {
            return (ObjectNode) JSON.readTree(file.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
