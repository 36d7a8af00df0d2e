package io.rmahub.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rmahub.routing.RoutingRules;
import io.rmahub.routing.ServiceLevels;
import io.rmahub.rules.RuleFile.InvalidRuleFile;
import io.rmahub.warranty.WarrantyPolicyFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A wrong rule file is refused with its line and what is wrong. */
class RuleFilesTest {

    private static final String POLICY = """
            regions:
              PL: [PL]
            policies:
              - {id: a, family: battery, region: PL, termMonths: 60, anchor: purchase, clause: x}
              - {id: b, family: battery, region: PL, termMonths: 66, anchor: production, clause: x}
            """;

    @TempDir
    Path folder;

    @Test
    void aRowWithAWrongValueIsNamedByItsLine() {
        refused(WarrantyPolicyFile::load, POLICY.replace("66", "0"), "rules.yaml:5: ", "\"termMonths\" is 0");
        refused(WarrantyPolicyFile::load, POLICY.replace("66", "many"), "rules.yaml:5: ", "many");
        refused(WarrantyPolicyFile::load, POLICY.replace("66", "6.5"), "rules.yaml:5: ", "6.5");
        refused(WarrantyPolicyFile::load, POLICY.replace("production", "birth"), "rules.yaml:5: ", "birth");
        refused(WarrantyPolicyFile::load, POLICY.replace("id: b, ", ""), "rules.yaml:5: ", "\"id\" is missing");
        refused(WarrantyPolicyFile::load, POLICY.replace("termMonths: 66, ", ""), "rules.yaml:5: ", "\"termMonths\" is 0");
        refused(WarrantyPolicyFile::load, POLICY.replace("66", "66, colour: red"), "rules.yaml:5: ", "colour");
        refused(WarrantyPolicyFile::load,
                POLICY.replace("66", "66, soldFrom: 2024-01-01, soldUntil: 2023-01-01"), "rules.yaml:5: ", "soldUntil");
    }

    @Test
    void aRowThatContradictsAnotherIsRefused() {
        refused(WarrantyPolicyFile::load, POLICY.replace("id: b", "id: a"), "rules.yaml", "two policies have the id a");
        refused(WarrantyPolicyFile::load, POLICY.replace("region: PL", "region: XY"), "rules.yaml", "no region XY");
        refused(WarrantyPolicyFile::load, POLICY.replace("[PL]", "[Poland]"), "rules.yaml", "\"Poland\" is not");
    }

    @Test
    void routingAndServiceLevelsAreCheckedToo() {
        refused(RoutingRules::load, "teams: {lost_part: purchasing}\notherwise: support\n", "rules.yaml:1: ", "lost_part");
        refused(RoutingRules::load, "teams: {}\n", "rules.yaml", "\"otherwise\"");
        refused(RoutingRules::load, "teams: {}\notherwise: a\notherwise: b\n", "rules.yaml:3: ", "otherwise");
        refused(ServiceLevels::load, "hours: {urgent: 4, high: 24, normal: 72}\n", "rules.yaml", "hours for low");
        refused(ServiceLevels::load, "hours: {urgent: 4, high: 24, normal: 72, low: -1}\n", "rules.yaml", "for low");
        refused(ServiceLevels::load, "", "rules.yaml", "");
        assertThatThrownBy(() -> ServiceLevels.load(folder.resolve("none.yaml")))
                .isInstanceOf(InvalidRuleFile.class).hasMessageContaining("none.yaml");
    }

    @Test
    void theVersionIsOfTheText() throws IOException {
        String first = WarrantyPolicyFile.load(write(POLICY)).version();
        assertThat(WarrantyPolicyFile.load(write(POLICY)).version()).isEqualTo(first).matches("[0-9a-f]{12}");
        assertThat(WarrantyPolicyFile.load(write(POLICY.replace("66", "67"))).version()).isNotEqualTo(first);
    }

    private void refused(Function<Path, ?> load, String text, String place, String reason) {
        assertThatThrownBy(() -> load.apply(write(text))).isInstanceOf(InvalidRuleFile.class)
                .hasMessageContaining(place).hasMessageContaining(reason);
    }

    private Path write(String text) throws IOException {
        return Files.writeString(folder.resolve("rules.yaml"), text);
    }
}
