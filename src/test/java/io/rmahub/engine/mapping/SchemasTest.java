package io.rmahub.engine.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rmahub.engine.mapping.Schemas.Violation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SchemasTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Path MAPPINGS = Path.of("mappings");
    private static final String TYPE = "rma.requested.v1";

    private final Schemas schemas = new Schemas(MAPPINGS, JSON);

    @Test
    void aMissingFieldIsNamedWithTheObjectThatLacksIt() throws IOException {
        ObjectNode message = message();
        ((ObjectNode) message.at("/data/ticket")).remove("id");
        assertThat(schemas.validate(TYPE, message)).singleElement().satisfies(violation -> {
            assertThat(violation.path()).isEqualTo("/data/ticket");
            assertThat(violation.reason()).contains("'id'");
        });
    }

    @Test
    void anUnknownFieldAndAWrongFormatAreViolations() throws IOException {
        ObjectNode message = message().put("time", "2026-03-14 08:30");
        ((ObjectNode) message.get("data")).put("colour", "red").put("purchasedOn", "2025-02-31");
        assertThat(schemas.validate(TYPE, message)).extracting(Violation::path)
                .containsExactlyInAnyOrder("/time", "/data", "/data/purchasedOn");
    }

    @Test
    void aTicketIdThatWouldLeaveItsPlaceInAPathIsAViolation() throws IOException {
        ObjectNode message = message();
        ((ObjectNode) message.at("/data/ticket")).put("id", "../users/1");
        assertThat(schemas.validate(TYPE, message)).extracting(Violation::path).containsExactly("/data/ticket/id");
    }

    @Test
    void aTypeWithoutSchemaIsAViolation() throws IOException {
        assertThat(schemas.validate("rma.unheard-of.v1", message())).extracting(Violation::path)
                .containsExactly("/type");
        assertThat(schemas.validate(null, message())).hasSize(1);
    }

    @Test
    void aFileNameThatDisagreesWithItsTypeIsAnError(@TempDir Path folder) throws IOException {
        Files.createDirectories(folder.resolve("canonical"));
        Files.copy(MAPPINGS.resolve("canonical/rma-requested.v1.schema.json"),
                folder.resolve("canonical/rma-copied.v1.schema.json"));
        assertThatThrownBy(() -> new Schemas(folder, JSON)).hasMessageContaining("rma-copied.v1.schema.json");
    }

    private static ObjectNode message() throws IOException {
        return (ObjectNode) JSON.readTree(
                MAPPINGS.resolve("sources/thulium.examples/custom-fields-list.out.json").toFile());
    }
}
