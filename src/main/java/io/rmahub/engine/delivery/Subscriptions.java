package io.rmahub.engine.delivery;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import io.rmahub.engine.settings.HubSettings;
import io.rmahub.engine.settings.TargetSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Which targets want which events: read from each target's own configuration, once, at start. */
@Component
public final class Subscriptions {

    /** @param type the only event type that it concerns, or null */
    private record Condition(String type, JsonPointer pointer, String value) {

        boolean allows(DomainEvent event) {
            return type != null && !type.equals(event.type()) || holds(event.payload());
        }

        private boolean holds(JsonNode payload) {
            return payload.at(pointer).asText().equals(value);
        }
    }

    private record Subscription(Set<String> types, List<Condition> conditions) {

        boolean wants(DomainEvent event) {
            return types.contains(event.type()) && conditions.stream().allMatch(condition -> condition.allows(event));
        }
    }

    private final Map<String, Subscription> byTarget = new TreeMap<>();

    /** @throws IllegalArgumentException naming the setting, if a condition cannot be read */
    public Subscriptions(HubSettings settings) {
        settings.targets().forEach((name, target) -> {
            if (target.enabled()) {
                byTarget.put(name, new Subscription(Set.copyOf(target.events()), conditions(name, target)));
            }
        });
    }

    /** Whether any target wants events of this type at all. */
    public boolean any(String type) {
        return byTarget.values().stream().anyMatch(subscription -> subscription.types().contains(type));
    }

    /** Names of the enabled targets that subscribe to events of this type, whatever else they want of them. */
    public Set<String> targetsOf(String type) {
        return byTarget.entrySet().stream().filter(target -> target.getValue().types().contains(type))
                .map(Map.Entry::getKey).collect(Collectors.toUnmodifiableSet());
    }

    /** Names of the enabled targets that subscribe to this event, in the order of their names. */
    public List<String> targetsOf(DomainEvent event) {
        return byTarget.entrySet().stream()
                .filter(target -> target.getValue().wants(event)).map(Map.Entry::getKey).toList();
    }

    private static List<Condition> conditions(String name, TargetSettings target) {
        List<Condition> conditions = new ArrayList<>();
        target.when().forEach((key, value) -> conditions.add(condition("hub.targets." + name + ".when", key, value)));
        return conditions;
    }

    /** A pointer behind an event type concerns events of that type only. */
    private static Condition condition(String property, String key, String value) {
        String[] words = key.strip().split("\\s+", 2);
        try {
            String type = words.length == 2 ? words[0] : null;
            return new Condition(type, JsonPointer.compile(words[words.length - 1]), value);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(property + ": " + key
                    + " is no JSON pointer; in YAML it is written in quotes and brackets, as \"[/data/field]\"", e);
        }
    }
}
