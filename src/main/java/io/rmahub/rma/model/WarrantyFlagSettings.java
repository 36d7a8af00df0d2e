package io.rmahub.rma.model;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Reads a {@link WarrantyFlagRule} from a source's free settings.
 *
 * <pre>
 * queues: [32, warranty@…]     categories: [3]     statuses: [1, 2]
 * custom-fields: {warranty_claim: ["yes", tak]}     an unquoted yes is the truth value in YAML, not the word
 * words: [warranty, "gwarancj*"]
 * require-all: false
 * </pre>
 */
public final class WarrantyFlagSettings {

    private static final Set<String> KEYS =
            Set.of("queues", "categories", "statuses", "custom-fields", "words", "require-all");

    private WarrantyFlagSettings() {
    }

    /**
     * The rule that the settings describe; null or empty settings give a rule that flags nothing.
     *
     * @throws IllegalArgumentException for a key that is none of the above: a misspelt criterion must not be
     *                                  passed over
     */
    public static WarrantyFlagRule rule(Map<String, ?> settings) {
        Map<String, ?> given = settings == null ? Map.of() : settings;
        given.keySet().stream().filter(key -> !KEYS.contains(key)).findFirst().ifPresent(key -> {
            throw new IllegalArgumentException("\"" + key + "\" is no criterion for a warranty ticket; known: "
                    + KEYS.stream().sorted().toList());
        });
        Map<String, Set<String>> customFields = new LinkedHashMap<>();
        if (given.get("custom-fields") instanceof Map<?, ?> fields) {
            fields.forEach((name, values) -> customFields.put(name.toString(), Set.copyOf(texts(values))));
        }
        return new WarrantyFlagRule(
                Set.copyOf(texts(given.get("queues"))),
                Set.copyOf(texts(given.get("categories"))),
                Set.copyOf(texts(given.get("statuses"))),
                customFields,
                texts(given.get("words")),
                Boolean.parseBoolean(String.valueOf(given.get("require-all"))));
    }

    /** Spring binds a list inside of free settings as a map by index, and numbers as numbers. */
    private static List<String> texts(Object value) {
        Stream<?> values = value == null ? Stream.empty()
                : value instanceof Map<?, ?> byIndex ? byIndex.values().stream()
                : value instanceof Collection<?> list ? list.stream()
                : Stream.of(value.toString().split(","));
        return values.map(Object::toString).map(String::strip).filter(text -> !text.isEmpty()).distinct()
                .collect(Collectors.toUnmodifiableList());
    }
}
