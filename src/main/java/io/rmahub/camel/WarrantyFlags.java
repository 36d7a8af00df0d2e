package io.rmahub.camel;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.rmahub.rma.WarrantyFlagRule;
import io.rmahub.settings.HubSettings;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Each source's rule for what marks a warranty case, read from {@code settings.warrantyFlag}. */
@Component
final class WarrantyFlags {

    private final Map<String, WarrantyFlagRule> rules = new HashMap<>();

    WarrantyFlags(HubSettings settings, ObjectMapper json) {
        settings.sources().forEach((name, source) ->
                rules.put(name, rule(json.valueToTree(source.settings()).path("warrantyFlag"))));
    }

    WarrantyFlagRule of(String source) {
        return rules.get(source);
    }

    private static WarrantyFlagRule rule(JsonNode flag) {
        Map<String, Set<String>> customFields = new LinkedHashMap<>();
        flag.path("customFields").properties()
                .forEach(field -> customFields.put(field.getKey(), new LinkedHashSet<>(texts(field.getValue()))));
        return new WarrantyFlagRule(new LinkedHashSet<>(texts(flag.path("queues"))),
                new LinkedHashSet<>(texts(flag.path("categories"))),
                new LinkedHashSet<>(texts(flag.path("statuses"))), customFields, texts(flag.path("words")),
                flag.path("requireAll").asBoolean(false));
    }

    /** The settings binder gives a list as an object with the keys 0, 1, 2 …; both iterate the same. */
    private static List<String> texts(JsonNode list) {
        List<String> texts = new ArrayList<>();
        if (list.isValueNode() && !list.isNull()) {
            texts.add(list.asText());
        }
        list.forEach(value -> texts.add(value.asText()));
        return texts;
    }
}
