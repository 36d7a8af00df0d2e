package io.rmahub.engine.delivery;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rmahub.engine.settings.HubSettings;
import java.sql.Connection;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/** Settings of receipts that cannot be understood stop the start with their name. */
class ReceiptsTest {

    @ParameterizedTest
    @CsvSource(nullValues = "-", value = {
        "task, rma.case-opened.v1, /id,        -",
        "task, rma.case-opened.v1, /id /a/b,   -",
        "tusk, rma.case-opened.v1, /id,        hub.targets.tms.settings.receipts.tusk: the meanings are [task]",
        "task, -,                  /id,        hub.targets.tms.settings.receipts.task.event is missing",
        "task, rma.case-opened.v1, id,         hub.targets.tms.settings.receipts.task.id: JSON pointers",
        "task, rma.case-opened.v1, -,          hub.targets.tms.settings.receipts.task.id: JSON pointers"})
    void wrongSettingsAreNamed(String meaning, String event, String id, String problem) {
        Map<String, String> values = new HashMap<>(Map.of("hub.targets.tms.enabled", "true"));
        String prefix = "hub.targets.tms.settings.receipts." + meaning;
        values.put(prefix + ".note", "so that it is there");
        if (event != null) {
            values.put(prefix + ".event", event);
        }
        if (id != null) {
            values.put(prefix + ".id", id);
        }
        HubSettings settings = new Binder(new MapConfigurationPropertySource(values))
                .bind("hub", HubSettings.class).get();
        if (problem == null) {
            assertThatCode(() -> new Receipts(settings, List.of(new Tasks()), null)).doesNotThrowAnyException();
        } else {
            assertThatThrownBy(() -> new Receipts(settings, List.of(new Tasks()), null))
                    .hasMessageStartingWith(problem);
        }
    }

    private static final class Tasks implements ReceiptListener {

        @Override
        public String meaning() {
            return "task";
        }

        @Override
        public Consequences onResponse(List<Receipt> receipts, Instant now) {
            return Consequences.NOTHING;
        }
    }
}
