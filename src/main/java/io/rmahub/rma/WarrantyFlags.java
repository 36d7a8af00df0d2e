package io.rmahub.rma;

import io.rmahub.engine.settings.HubSettings;
import io.rmahub.rma.model.WarrantyFlagRule;
import io.rmahub.rma.model.WarrantyFlagSettings;
import java.util.HashMap;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Each source's rule for what marks a warranty case, read from {@code settings.warranty-flag}. */
@Component
final class WarrantyFlags {

    private final Map<String, WarrantyFlagRule> rules = new HashMap<>();

    /** A misspelt criterion stops the start. */
    WarrantyFlags(HubSettings settings) {
        settings.sources().forEach((name, source) -> rules.put(name, rule(source.settings().get("warranty-flag"))));
    }

    WarrantyFlagRule of(String source) {
        return rules.get(source);
    }

    @SuppressWarnings("unchecked")
    private static WarrantyFlagRule rule(Object criteria) {
        return WarrantyFlagSettings.rule(criteria instanceof Map<?, ?> map ? (Map<String, ?>) map : null);
    }
}
