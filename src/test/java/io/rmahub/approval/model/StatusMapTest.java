package io.rmahub.approval.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.rmahub.engine.mapping.Mappings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

/** What the configured status codes mean, to the rules and to the mappings alike. */
class StatusMapTest {

    private static final YAMLMapper YAML = new YAMLMapper();
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Mappings MAPPINGS = new Mappings(Path.of("mappings"));

    @ParameterizedTest
    @CsvFileSource(resources = "/approval/statuses.csv", ignoreLeadingAndTrailingWhitespace = true)
    void aCodeMeansTheSameToRulesAndMapping(String system, String code, ApprovalStatus meaning) throws IOException {
        JsonNode settings = settings(system);
        Map<String, String> codes = JSON.convertValue(settings.path("statuses"), new TypeReference<>() { });

        StatusMap.Meaning read = new StatusMap(codes).of(code);
        assertThat(read.status()).as(read.reason()).isEqualTo(meaning);
        assertThat(read.reason()).contains(code);
        assertThat(mapped(system, settings, code)).isEqualTo(meaning.name());
    }

    private static String mapped(String system, JsonNode settings, String code) {
        ObjectNode input = JSON.createObjectNode();
        ObjectNode message = input.putObject("message").put("id", "1").put("source", system)
                .put("receivedAt", "2026-03-14T08:30:05Z").put("timeZone", "Asia/Shanghai");
        message.set("settings", settings);
        input.putObject("event").put(settings.at("/fields/externalId").asText(), "x").put("status", code);
        return MAPPINGS.apply("sources/" + system, input).at("/data/status").asText();
    }

    private static JsonNode settings(String system) throws IOException {
        Path file = Path.of("config", system, "application.yaml");
        try (var documents = YAML.readerFor(JsonNode.class).<JsonNode>readValues(file.toFile())) {
            return documents.next().at("/hub/sources/" + system + "/settings");
        }
    }

    @Test
    void whatNamesNoRequestOrNoStatusIsIgnoredWithTheReason() throws IOException {
        ObjectNode input = JSON.createObjectNode();
        input.putObject("message").put("id", "1").put("receivedAt", "2026-03-14T08:30:05Z")
                .set("settings", settings("landray"));
        input.putObject("event").put("status", "30");
        assertThat(MAPPINGS.apply("sources/landray", input).path("ignored").asText()).isEqualTo("it names no request");
        input.putObject("event").put("ekpReviewId", "x");
        assertThat(MAPPINGS.apply("sources/landray", input).path("ignored").asText()).isEqualTo("it names no status");
    }

    @Test
    void wrongConfigurationIsNamed() {
        assertThatThrownBy(() -> new StatusMap(Map.of("agreed", "1"))).hasMessage("there is no status agreed");
        assertThatThrownBy(() -> new StatusMap(Map.of("unknown", "1"))).hasMessage("there is no status unknown");
        assertThatThrownBy(() -> new StatusMap(Map.of("approved", "1, 2", "refused", "2")))
                .hasMessageStartingWith("2 means both");
    }
}
