package io.rmahub.delivery;

import io.rmahub.settings.HubSettings;
import io.rmahub.settings.TargetSettings;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Which targets want which events: read from each target's own configuration. */
@Component
public final class Subscriptions {

    private final Map<String, TargetSettings> targets;

    public Subscriptions(HubSettings settings) {
        this.targets = settings.targets();
    }

    /** Names of the enabled targets that subscribe to this event, in the order of their names. */
    public List<String> targetsOf(DomainEvent event) {
        return targets.entrySet().stream()
                .filter(target -> wants(target.getValue(), event))
                .map(Map.Entry::getKey).sorted().toList();
    }

    private static boolean wants(TargetSettings target, DomainEvent event) {
        return target.enabled() && target.events().contains(event.type())
                && target.when().entrySet().stream().allMatch(condition -> holds(condition, event));
    }

    /** A pointer behind an event type concerns events of that type only. */
    private static boolean holds(Map.Entry<String, String> condition, DomainEvent event) {
        String[] key = condition.getKey().strip().split("\\s+", 2);
        if (key.length == 2 && !key[0].equals(event.type())) {
            return true;
        }
        return event.payload().at(key[key.length - 1]).asText().equals(condition.getValue());
    }
}
