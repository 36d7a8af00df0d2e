package io.rmahub.rma.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rmahub.engine.rulefile.RuleFile.InvalidRuleFileException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A lifecycle in which a case could get lost is refused, and says where. */
class LifecycleFileTest {

    private static final Path SHIPPED = Path.of("config/rules/lifecycle.yaml");

    @TempDir
    Path folder;

    @Test
    void aMisspeltNameIsRefusedWithItsLine() throws IOException {
        refused("to: REPLACED,", "to: SWAPPED,", "lifecycle.yaml:", "SWAPPED");
        refused("guards: [unit_with_us]", "guards: [unit_here]", "lifecycle.yaml:", "unit_here");
        refused("then: close", "then: shut", "lifecycle.yaml:", "shut");
        refused("  ship_out:", "  send_out:", "lifecycle.yaml:", "send_out");
        refused("waitsFor: oa", "waitsFor: bank", "lifecycle.yaml:", "bank");
        refused("kind: fact", "sort: fact", "lifecycle.yaml:", "\"kind\" must be");
    }

    @Test
    void everyStateAndMoveMustBeThere() throws IOException {
        refused("  REPLACED:             {rank: 70, text: \"a replacement is assigned\"}\n", "",
                "the state REPLACED is not declared");
        refused("""
                  expect_unit:
                    kind: command
                    paths:
                      - {from: [APPROVED], to: UNIT_INBOUND}
                """, "", "the move expect_unit is not declared");
        refused("initial: REPORTED", "", "\"initial\"");
        refused(", terminal: true", "", "no state is terminal");
    }

    @Test
    void everyStateMustBeReachedAndHaveAnEnd() throws IOException {
        refused("      - {from: [RECEIVED, IN_REPAIR], to: STANDBY_ISSUED}",
                "      - {from: [RECEIVED, IN_REPAIR], to: OUTBOUND}", "no way leads to STANDBY_ISSUED");
        refused("to: CLOSED, guards", "to: CONFIRMED, guards", "no way leads from REPORTED to an end");
    }

    @Test
    void nothingLeavesAnEndAndNoFactGoesBack() throws IOException {
        refused("stays: [OUTBOUND, DELIVERED, CONFIRMED]", "stays: [OUTBOUND, DELIVERED, CLOSED]",
                "unit_came_back: CLOSED is terminal");
        refused("      - {from: [OUTBOUND, DELIVERED], to: CONFIRMED}\n      - {from: [IN_REPAIR]",
                "      - {from: [OUTBOUND, DELIVERED, CLOSED], to: CONFIRMED}\n      - {from: [IN_REPAIR]",
                "confirm: CLOSED is terminal");
        refused("{from: [WAITING_FOR_OA], to: REJECTED}", "{from: [RECEIVED], to: REJECTED}",
                "approval_refused: a fact must not take a case back from RECEIVED to REJECTED");
        refused("{from: [WAITING_FOR_OA], to: REJECTED}", "{from: [REJECTED], to: REJECTED}", "leads to itself");
        refused("kept: [WAITING_FOR_OA]", "kept: [CLOSED]", "visit_completed: it cannot be kept in CLOSED");
        refused("then: close", "then: approve", "visit_completed: approve cannot follow");
        refused("      - {from: [APPROVED], to: UNIT_INBOUND}", "      - {from: [APPROVED], to: UNIT_INBOUND}\n"
                + "      - {from: [APPROVED], to: RECEIVED}", "APPROVED stands there twice");
    }

    @Test
    void theVersionIsOfTheText() throws IOException {
        assertThat(Lifecycle.load(SHIPPED).version()).matches("[0-9a-f]{12}");
        Path changed = write("reported, nobody has looked at it yet", "reported");
        assertThat(Lifecycle.load(changed).version()).isNotEqualTo(Lifecycle.load(SHIPPED).version());
    }

    private void refused(String text, String instead, String... reasons) throws IOException {
        Path file = write(text, instead);
        assertThatThrownBy(() -> Lifecycle.load(file)).isInstanceOf(InvalidRuleFileException.class)
                .hasMessageContainingAll(reasons);
    }

    private Path write(String text, String instead) throws IOException {
        String shipped = Files.readString(SHIPPED);
        assertThat(shipped).contains(text);
        return Files.writeString(folder.resolve("lifecycle.yaml"), shipped.replace(text, instead));
    }
}
