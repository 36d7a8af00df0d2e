package io.rmahub.delivery;

import com.fasterxml.jackson.databind.JsonNode;
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
                && target.when().entrySet().stream().allMatch(condition -> holds(condition, event.payload()));
    }

    private static boolean holds(Map.Entry<String, String> condition, JsonNode payload) {
        return payload.at(condition.getKey()).asText().equals(condition.getValue());
    }
}
