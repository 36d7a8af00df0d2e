package io.rmahub.engine.delivery;

import com.fasterxml.jackson.databind.JsonNode;
import io.rmahub.engine.delivery.ReceiptListener.Consequences;
import io.rmahub.engine.ledger.Inbound;
import io.rmahub.engine.settings.HubSettings;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.springframework.stereotype.Component;

/** Brings the answers of targets to the listeners that the targets' configuration names. */
@Component
public final class Receipts {

    private static final String SETTING = "receipts";

    /** An answer to one of these events of this target is meant for this listener. */
    private record Subscription(String target, List<String> events, List<String> pointers, ReceiptListener listener) {

        boolean fits(String target, String type) {
            return this.target.equals(target) && events.contains(type);
        }

        /** The first of the places that holds a text or a number. */
        String reference(JsonNode answer) {
            return pointers.stream().map(answer::at).filter(node -> node.isTextual() || node.isNumber())
                    .map(node -> node.asText().strip()).filter(text -> !text.isEmpty()).findFirst().orElse(null);
        }
    }

    private final List<Subscription> subscriptions = new ArrayList<>();
    private final EventPayloadCache payloads;

    /** Fails if a target's {@code settings.receipts} cannot be understood. */
    public Receipts(HubSettings settings, List<ReceiptListener> listeners, EventPayloadCache payloads) {
        this.payloads = payloads;
        Map<String, ReceiptListener> byMeaning = new TreeMap<>();
        listeners.forEach(listener -> byMeaning.put(listener.meaning(), listener));
        settings.targets().forEach((name, target) -> {
            if (target.enabled() && target.settings().get(SETTING) instanceof Map<?, ?> receipts) {
                receipts.forEach((meaning, entry) ->
                        subscriptions.add(subscription(name, meaning.toString(), entry, byMeaning)));
            }
        });
    }

    private static Subscription subscription(String target, String meaning, Object entry,
                                             Map<String, ReceiptListener> listeners) {
        String property = "hub.targets." + target + ".settings." + SETTING + "." + meaning;
        ReceiptListener listener = listeners.get(meaning);
        if (listener == null) {
            throw new IllegalStateException(property + ": the meanings are " + listeners.keySet());
        }
        Map<?, ?> values = entry instanceof Map<?, ?> map ? map : Map.of();
        String event = Objects.toString(values.get("event"), "");
        if (event.isBlank()) {
            throw new IllegalStateException(property + ".event is missing");
        }
        List<String> pointers = List.of(Objects.toString(values.get("id"), "").strip().split("\\s+"));
        if (listener.needsReference() && !pointers.stream().allMatch(pointer -> pointer.startsWith("/"))) {
            throw new IllegalStateException(property + ".id: JSON pointers such as /id, a blank between two");
        }
        return new Subscription(target, List.of(event.strip().split("\\s+")),
                listener.needsReference() ? pointers : List.of(), listener);
    }

    /** Whether a listener subscribes to the answer to this delivery. */
    public boolean wanted(ClaimedDelivery delivery) {
        return subscriptions.stream().anyMatch(each -> each.target().equals(delivery.target()))
                && !of(delivery.target(), payloads.of(delivery.eventId())).isEmpty();
    }

    /** What is wrong with the answer; empty if nothing is. */
    public Optional<String> complaint(ClaimedDelivery delivery, JsonNode answer) {
        return of(delivery.target(), payloads.of(delivery.eventId())).stream()
                .filter(each -> each.listener().needsReference() && each.reference(answer) == null)
                .findFirst().map(each -> "The answer holds no id at " + String.join(" or ", each.pointers()));
    }

    /** Hands over the answers of attempts that were recorded as delivered. */
    Consequences dispatch(List<Attempt> attempts, Instant now) {
        Map<ReceiptListener, List<Receipt>> byListener = new LinkedHashMap<>();
        for (Attempt attempt : attempts) {
            JsonNode event = payloads.of(attempt.delivery().eventId());
            for (Subscription subscription : of(attempt.delivery().target(), event)) {
                byListener.computeIfAbsent(subscription.listener(), listener -> new ArrayList<>())
                        .add(new Receipt(subscription.target(), event, attempt.answer(),
                                subscription.reference(attempt.answer())));
            }
        }
        List<DomainEvent> events = new ArrayList<>();
        List<Inbound> messages = new ArrayList<>();
        for (Map.Entry<ReceiptListener, List<Receipt>> entry : byListener.entrySet()) {
            Consequences consequences = entry.getKey().onResponse(entry.getValue(), now);
            events.addAll(consequences.events());
            messages.addAll(consequences.messages());
        }
        return new Consequences(events, messages);
    }

    private List<Subscription> of(String target, JsonNode event) {
        String type = event.path("type").asText();
        return subscriptions.stream().filter(each -> each.fits(target, type)).toList();
    }
}
