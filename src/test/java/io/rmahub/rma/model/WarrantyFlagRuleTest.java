package io.rmahub.rma.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rmahub.rma.model.WarrantyFlagRule.Verdict;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.aggregator.ArgumentsAccessor;
import org.junit.jupiter.params.provider.CsvFileSource;

class WarrantyFlagRuleTest {

    @ParameterizedTest(name = "{0}")
    @CsvFileSource(resources = "/rules/warranty-flag.csv", numLinesToSkip = 1)
    void verdict(ArgumentsAccessor row) {
        Map<String, Object> settings = new HashMap<>();
        list(settings, "queues", row.getString(1));
        list(settings, "categories", row.getString(2));
        list(settings, "statuses", row.getString(3));
        if (row.getString(4) != null) {
            String[] field = row.getString(4).split("=");
            settings.put("custom-fields", Map.of(field[0], List.of(field[1].split(";"))));
        }
        list(settings, "words", row.getString(5));
        settings.put("require-all", row.getString(6).equals("yes"));

        Verdict verdict = WarrantyFlagSettings.rule(settings).judge(ticket(row));

        assertThat(verdict.flagged()).as(verdict.reason()).isEqualTo(row.getString(14).equals("yes"));
        assertThat(verdict.rule()).isEqualTo(row.getString(15));
        assertThat(verdict.reason()).isNotBlank();
    }

    @Test
    void aListMayComeAsAMapByIndexAsSpringBindsIt() {
        WarrantyFlagRule rule = WarrantyFlagSettings.rule(
                Map.of("queues", Map.of("0", 41, "1", "42"), "custom-fields", Map.of("w", Map.of("0", "yes"))));
        assertThat(rule.queues()).containsExactlyInAnyOrder("41", "42");
        assertThat(rule.customFields()).isEqualTo(Map.of("w", Set.of("yes")));
    }

    @Test
    void aMisspeltCriterionIsRefused() {
        assertThatThrownBy(() -> WarrantyFlagSettings.rule(Map.of("queue", "41")))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("\"queue\"");
    }

    private static void list(Map<String, Object> settings, String key, String values) {
        if (values != null) {
            settings.put(key, List.of(values.split(";")));
        }
    }

    private static RmaRequested.Ticket ticket(ArgumentsAccessor row) {
        Map<String, String> fields = new HashMap<>();
        if (row.getString(11) != null) {
            String[] field = row.getString(11).split("=");
            fields.put(field[0], field[1]);
        }
        return new RmaRequested.Ticket("thulium", "1", row.getString(12), row.getString(13), row.getString(7),
                row.getString(8), row.getString(9), row.getString(10), fields, null);
    }
}
