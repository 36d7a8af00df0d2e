package io.rmahub.rma;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rmahub.engine.mapping.Mappings;
import io.rmahub.engine.mapping.Schemas;
import io.rmahub.rma.model.CaseOpened;
import io.rmahub.rma.model.CaseOpening;
import io.rmahub.rma.model.RmaRequested;
import io.rmahub.rma.model.routing.Priority;
import io.rmahub.rma.model.routing.ReasonCode;
import io.rmahub.rma.model.routing.RoutingRules;
import io.rmahub.rma.model.routing.ServiceLevels;
import io.rmahub.unit.model.ProductLookup;
import io.rmahub.warranty.model.WarrantyPolicyFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** From the examples of the Thulium mapping to an event that every target mapping can shape. */
class CaseMessagesTest {

    private static final Path FOLDER = Path.of("mappings");
    private static final Path RULES = Path.of("config/rules");
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final UUID EVENT = UUID.fromString("0195a1b0-3333-7000-8000-000000000001");

    private final Schemas schemas = new Schemas(FOLDER, JSON);
    private final Mappings mappings = new Mappings(FOLDER);
    private final CaseOpening opening = new CaseOpening(
            WarrantyPolicyFile.load(RULES.resolve("warranty-policies.yaml")),
            RoutingRules.load(RULES.resolve("routing.yaml")),
            ServiceLevels.load(RULES.resolve("service-levels.yaml")));

    @Test
    void aCanonicalMessageBecomesARecord() throws IOException {
        RmaRequested request = CaseMessages.rmaRequested(JSON.readTree(
                FOLDER.resolve("sources/thulium.examples/custom-fields-list.out.json").toFile()));
        assertThat(request.reasonCode()).isEqualTo(ReasonCode.DEFECT);
        assertThat(request.priority()).isEqualTo(Priority.HIGH);
        assertThat(request.reportedAt()).hasToString("2026-03-14T09:28+01:00");
        assertThat(request.installedOn()).hasToString("2024-11-20");
        assertThat(request.faultCodes()).containsExactly("E031", "E107");
        assertThat(request.visitRequested()).isTrue();
        assertThat(request.ticket().customFields()).containsEntry("reason", "Defekt");
    }

    @ParameterizedTest
    @MethodSource("requests")
    void everyReportBecomesAnEventThatFitsItsSchemaAndEveryTarget(Path file) throws IOException {
        RmaRequested request = CaseMessages.rmaRequested(JSON.readTree(file.toFile()));
        List<ProductLookup> lookups = List.of(new ProductLookup.NotAsked(),
                new ProductLookup.Unknown("X"), new ProductLookup.Known("X", "Battery", "battery"));
        for (ProductLookup lookup : lookups) {
            CaseOpened opened = opening.open(request, new CaseOpening.Identity("emea", UUID.randomUUID(),
                    UUID.randomUUID(), "RMA-2026-00017"), lookup, Instant.parse("2026-03-14T08:30:05.123456Z"));
            JsonNode event = CaseMessages.caseOpened(EVENT, opened);
            assertThat(schemas.validate("rma.case-opened.v1", event)).isEmpty();
            JsonNode input = JSON.createObjectNode().<ObjectNode>set("event", event)
                    .set("settings", JSON.createObjectNode().put("fallbackTo", "service@example.com"));
            mappings.names().stream().filter(CaseMessagesTest::hearsOfNewCases)
                    .forEach(name -> assertThat(mappings.apply(name, input)).as(name).isNotEmpty());
        }
    }

    private static boolean hearsOfNewCases(String mapping) {
        Path config = Path.of("config", mapping.replaceFirst("^targets/", ""), "application.yaml");
        try {
            return mapping.startsWith("targets/") && Files.readString(config).contains("events: [rma.case-opened.v1");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<Path> requests() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER.resolve("sources/thulium.examples"))) {
            return files.filter(file -> file.toString().endsWith(".out.json")).sorted().toList();
        }
    }
}
