package io.rmahub.engine.rulefile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rmahub.engine.rulefile.RuleFile.InvalidRuleFileException;
import io.rmahub.rma.model.routing.RoutingRules;
import io.rmahub.rma.model.routing.ServiceLevels;
import io.rmahub.warranty.model.WarrantyPolicyFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A wrong rule file is refused with its line and what is wrong. */
class RuleFilesTest {

    private static final String POLICY = """
            regions: {PL: [PL]}
            families: {battery: [storage]}
            faults: {covered: [defect], clause: x}
            policies:
              - {id: a, family: battery, region: PL, term: {pick: earliest, ends: [{anchor: purchase, months: 60}]}, \
            clause: x, source: y}
              - {id: b, family: battery, region: PL, term: {pick: latest, ends: [{anchor: production, months: 66}]}, \
            clause: x, source: y}
            """;

    @TempDir
    Path folder;

    @Test
    void aRowWithAWrongValueIsNamedByItsLineAndField() {
        refused(WarrantyPolicyFile::load, POLICY.replace("66", "0"), "rules.yaml:6: policies[1].term.ends[0]: ",
                "\"months\" is 0");
        refused(WarrantyPolicyFile::load, POLICY.replace("66", "many"),
                "rules.yaml:6: policies[1].term.ends[0].months: ", "many");
        refused(WarrantyPolicyFile::load, POLICY.replace("66", "6.5"), "rules.yaml:6: ", "6.5");
        refused(WarrantyPolicyFile::load, POLICY.replace("production", "birth"), "rules.yaml:6: ", "birth");
        refused(WarrantyPolicyFile::load, POLICY.replace("production", "production, proof: true"), "rules.yaml:6: ",
                "\"proof\" belongs");
        refused(WarrantyPolicyFile::load, POLICY.replace("66", "66, labourMonths: 67"), "rules.yaml:6: ",
                "\"labourMonths\" is 67");
        refused(WarrantyPolicyFile::load, POLICY.replace("id: b, ", ""), "rules.yaml:6: policies[1]: ",
                "\"id\" is missing");
        refused(WarrantyPolicyFile::load, POLICY.replace(", months: 66", ""), "rules.yaml:6: ", "\"months\" is 0");
        refused(WarrantyPolicyFile::load, POLICY.replace("66", "66, colour: red"), "rules.yaml:6: ", "colour");
        refused(WarrantyPolicyFile::load,
                POLICY.replace("id: b, ", "id: b, soldFrom: 2024-01-01, soldUntil: 2023-01-01, "),
                "rules.yaml:6: policies[1]: ", "soldUntil");
    }

    @Test
    void aRowThatContradictsAnotherIsRefused() {
        refused(WarrantyPolicyFile::load, POLICY.replace("id: b", "id: a"), "rules.yaml:6: policies[1].id: ",
                "two policies have the id a");
        refused(WarrantyPolicyFile::load,
                POLICY.replace("id: b, family: battery, region: PL", "id: b, family: battery, region: XY"),
                "rules.yaml:6: policies[1].region: ", "no region XY");
        refused(WarrantyPolicyFile::load, POLICY.replace("id: b, family: battery", "id: b, family: batery"),
                "rules.yaml:6: policies[1].family: ", "no family batery");
        refused(WarrantyPolicyFile::load, POLICY.replace("id: b,", "id: b, cells: none,"),
                "rules.yaml:6: policies[1].cells: ", "\"none\" is not defined");
        refused(WarrantyPolicyFile::load, POLICY.replace("[PL]", "[Poland]"), "rules.yaml", "\"Poland\" is not");
        refused(WarrantyPolicyFile::load, POLICY + "zones: {PL: Europe/Krakow}\n", "rules.yaml: zones.PL: ", "Krakow");
        refused(WarrantyPolicyFile::load, POLICY.replace("[storage]", "[storage]\n, cell: [storage]"), "rules.yaml",
                "storage is both");
    }

    @Test
    void whatRowsShareIsCheckedToo() {
        refused(WarrantyPolicyFile::load, POLICY + "cells: {c: {sohGuarantee: 101, clause: x, source: y}}\n",
                "rules.yaml:7: cells.c: ", "\"sohGuarantee\" is 101");
        refused(WarrantyPolicyFile::load, POLICY + "cells: {c: {sohGuarantee: 70, cycles: 0, clause: x, source: y}}\n",
                "rules.yaml:7: cells.c: ", "\"cycles\" is 0");
        refused(WarrantyPolicyFile::load, POLICY + "cells: {c: {sohGuarantee: 70, clause: x, source: y, cloud: "
                + "{consequence: shorten-term, graceDays: 30, clause: x}}}\n", "cells.c.cloud: ",
                "\"shortenedTo\" belongs");
        refused(WarrantyPolicyFile::load, POLICY + "cells: {c: {sohGuarantee: 70, clause: x, source: y, cloud: "
                + "{consequence: void-cells, graceDays: 0, clause: x}}}\n", "cells.c.cloud: ", "\"graceDays\" is 0");
        refused(WarrantyPolicyFile::load,
                POLICY + "extensions: {e: {offers: [{tier: GOODWILL, addsMonths: 6, covers: [parts], "
                + "priceRef: p}], clause: x, source: y}}\n", "rules.yaml:7: extensions.e.offers[0]: ", "not for sale");
    }

    @Test
    void routingAndServiceLevelsAreCheckedToo() {
        refused(RoutingRules::load, "teams: {lost_part: purchasing}\notherwise: support\n", "rules.yaml:1: ",
                "lost_part");
        refused(RoutingRules::load, "teams: {}\n", "rules.yaml", "\"otherwise\"");
        refused(RoutingRules::load, "teams: {}\notherwise: a\notherwise: b\n", "rules.yaml:3: ", "otherwise");
        refused(ServiceLevels::load, "hours: {urgent: 4, high: 24, normal: 72}\n", "rules.yaml", "hours for low");
        refused(ServiceLevels::load, "hours: {urgent: 4, high: 24, normal: 72, low: -1}\n", "rules.yaml", "for low");
        refused(ServiceLevels::load, "hours: {urgent: 4, high: 24, normal: 72, low: 168}\n", "rules.yaml",
                "\"onSite\" is missing");
        refused(RoutingRules::load, "otherwise: a\nrepairKinds: [{warranty: IN_WARRANTY}]\n", "rules.yaml:2: ",
                "\"kind\"");
        refused(RoutingRules::load, "otherwise: a\nrepairKinds: [{warranty: VOID, kind: free}]\n", "rules.yaml:2: ",
                "VOID");
        refused(ServiceLevels::load, "", "rules.yaml", "");
        assertThatThrownBy(() -> ServiceLevels.load(folder.resolve("none.yaml")))
                .isInstanceOf(InvalidRuleFileException.class).hasMessageContaining("none.yaml");
    }

    @Test
    void whatAServiceLevelSaysOfVisitsAndWarningsIsChecked() throws IOException {
        String levels = Files.readString(Path.of("config/rules/service-levels.yaml"));
        refused(ServiceLevels::load, levels.replace("normal: 24, low: 40", "normal: 24"), "rules.yaml:",
                "hours for low");
        refused(ServiceLevels::load, levels.replace("until: \"17:00\"", "until: \"08:00\""), "rules.yaml:",
                "before \"until\"");
        refused(ServiceLevels::load, levels.replace("days: [MONDAY, ", "days: [PAYDAY, "), "rules.yaml:", "PAYDAY");
        refused(ServiceLevels::load, levels.replace("share: 0.75", "share: 1.5"), "rules.yaml:", "\"share\"");
        refused(ServiceLevels::load, levels.replace("share: 0.75", "share: 0.75, hoursBefore: 2"), "rules.yaml:",
                "either");
        refused(ServiceLevels::load, levels.replace("pausedBy: [customer", "pausedBy: [weather"), "rules.yaml:",
                "weather");
        refused(ServiceLevels::load, levels.replace("Europe/Warsaw", "Europe/Bonn"), "rules.yaml:", "Bonn");
        refused(ServiceLevels::load, levels.replace("escalation: high", "escalation: top"), "rules.yaml:", "top");
    }

    @Test
    void theVersionIsOfTheText() throws IOException {
        String first = WarrantyPolicyFile.load(write(POLICY)).version();
        assertThat(WarrantyPolicyFile.load(write(POLICY)).version()).isEqualTo(first).matches("[0-9a-f]{12}");
        assertThat(WarrantyPolicyFile.load(write(POLICY.replace("66", "67"))).version()).isNotEqualTo(first);
    }

    private void refused(Function<Path, ?> load, String text, String place, String reason) {
        assertThatThrownBy(() -> load.apply(write(text))).isInstanceOf(InvalidRuleFileException.class)
                .hasMessageContaining(place).hasMessageContaining(reason);
    }

    private Path write(String text) throws IOException {
        return Files.writeString(folder.resolve("rules.yaml"), text);
    }
}
