package io.rmahub.stock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rmahub.engine.settings.HubSettings;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/** Stock is reconciled with the system that the configuration names, and not at all without one. */
class StockAnswerListenerTest {

    private static StockAnswerListener listener(String system, String label, Map<String, String> changed) {
        Map<String, String> settings = new HashMap<>(Map.of(
                "hub.sources.shelf.org-id", "demo",
                "hub.targets.shelf.settings.receipts.stock-movement.event", "rma.part-used.v1",
                "hub.targets.shelf-questions.settings.receipts.stock-answer.event", "stock.asked.v1"));
        settings.putAll(changed);
        HubSettings hub = new Binder(new MapConfigurationPropertySource(settings)).bind("hub", HubSettings.class).get();
        return new StockAnswerListener(
                new StockSettings(system, label, Duration.ofMinutes(15), Duration.ofHours(1)), hub);
    }

    @Test
    void theSystemIsATargetOfMovementsAndASource() {
        assertThat(listener("shelf", "MISSING", Map.of()).meaning()).isEqualTo("stock-answer");
        assertThatThrownBy(() -> listener(null, "MISSING", Map.of()))
                .hasMessageContaining("hub.stock.system is missing");
        assertThatThrownBy(() -> listener("shelf", null, Map.of())).hasMessageContaining("hub.stock.not-booked-label");
        assertThatThrownBy(() -> listener("shelf-questions", "MISSING", Map.of()))
                .hasMessageContaining("hub.targets.shelf-questions has no settings.receipts.stock-movement");
        assertThatThrownBy(() -> listener("shelf", "MISSING", Map.of("hub.sources.shelf.enabled", "false")))
                .hasMessageContaining("hub.sources.shelf is missing or switched off");
    }

    @Test
    void withoutQuestionsNoSystemIsNeeded() {
        assertThat(listener(null, null, Map.of("hub.targets.shelf-questions.enabled", "false")).meaning())
                .isEqualTo("stock-answer");
    }
}
