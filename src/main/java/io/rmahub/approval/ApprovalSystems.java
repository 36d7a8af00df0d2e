package io.rmahub.approval;

import io.rmahub.approval.model.ApprovalKind;
import io.rmahub.approval.model.StatusMap;
import io.rmahub.engine.settings.HubSettings;
import io.rmahub.engine.settings.SourceSettings;
import io.rmahub.engine.settings.TargetSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.springframework.boot.convert.DurationStyle;
import org.springframework.stereotype.Component;

/**
 * The systems that approve: every enabled target with {@code settings.approvals}. Checked when this object is made,
 * so that a wrong one stops the start.
 */
@Component
public final class ApprovalSystems {

    /**
     * A target that approves.
     *
     * @param kind      what its approvals are about
     * @param timeLimit after this time without a decision an alarm is raised
     * @param askEvery  how long to wait for a decision before the system is asked for it
     * @param askBatch  at most so many are asked about at once
     */
    public record ApprovalSystem(String name, ApprovalKind kind, Duration timeLimit, Duration askEvery, int askBatch) {
    }

    private final Map<String, ApprovalSystem> systems = new TreeMap<>();
    private final Map<String, String> systemByKind = new HashMap<>();

    /** Fails, naming the property, if a system's settings cannot be understood. */
    public ApprovalSystems(HubSettings settings) {
        settings.targets().forEach((name, target) -> {
            if (target.enabled() && target.settings().get("approvals") instanceof Map<?, ?> approvals) {
                add(name, target, approvals, settings.sources().get(name));
            }
        });
    }

    private void add(String name, TargetSettings target, Map<?, ?> approvals, SourceSettings source) {
        String property = "hub.targets." + name + ".settings.approvals";
        ApprovalSystem system = new ApprovalSystem(name, kind(property, approvals),
                duration(property, approvals, "time-limit", "3d"), duration(property, approvals, "ask-every", "1h"),
                number(property, approvals, "ask-batch", "50"));
        for (String kind : words(approvals.get("kinds"))) {
            String other = systemByKind.put(kind, name);
            require(other == null, property + ".kinds: " + kind + " goes to " + other + " already");
        }
        require(target.events().contains("approval.requested.v1"),
                "hub.targets." + name + ".events lacks approval.requested.v1");
        require(name.equals(target.when().get("/data/system")),
                "hub.targets." + name + ".when: /data/system must be " + name);
        require(target.settings().get("receipts") instanceof Map<?, ?> receipts
                        && receipts.containsKey(ApprovalReceipts.ID),
                "hub.targets." + name + ".settings.receipts." + ApprovalReceipts.ID + " is missing");
        require(source != null && source.enabled(), "hub.sources." + name + " is missing or switched off");
        checkStatuses("hub.sources." + name + ".settings.statuses", source.settings().get("statuses"));
        systems.put(name, system);
    }

    private static void checkStatuses(String property, Object statuses) {
        try {
            require(!new StatusMap(texts(statuses)).isEmpty(), property + " is missing");
        } catch (IllegalArgumentException e) {
            throw new IllegalStateException(property + ": " + e.getMessage(), e);
        }
    }

    private static Map<String, String> texts(Object map) {
        Map<String, String> texts = new TreeMap<>();
        if (map instanceof Map<?, ?> entries) {
            entries.forEach((key, value) -> texts.put(key.toString(), Objects.toString(value, "")));
        }
        return texts;
    }

    private static List<String> words(Object list) {
        return Arrays.stream(Objects.toString(list, "").split(",")).map(String::strip)
                .filter(word -> !word.isEmpty()).toList();
    }

    private static ApprovalKind kind(String property, Map<?, ?> values) {
        String text = Objects.toString(values.get("category"), "");
        return ApprovalKind.of(text).orElseThrow(() -> new IllegalStateException(
                property + ".category is money or exception" + (text.isEmpty() ? "" : ", not " + text)));
    }

    private static Duration duration(String property, Map<?, ?> values, String name, String standard) {
        String text = Objects.toString(values.get(name), standard);
        try {
            Duration duration = DurationStyle.detectAndParse(text);
            require(!duration.isNegative() && !duration.isZero(),
                    property + "." + name + " must be longer than nothing");
            return duration;
        } catch (IllegalArgumentException e) {
            throw new IllegalStateException(property + "." + name + ": " + text + " is no duration such as 3d", e);
        }
    }

    private static int number(String property, Map<?, ?> values, String name, String standard) {
        String text = Objects.toString(values.get(name), standard);
        require(text.matches("[1-9][0-9]{0,3}"), property + "." + name + ": " + text + " is no number from 1 to 9999");
        return Integer.parseInt(text);
    }

    private static void require(boolean condition, String problem) {
        if (!condition) {
            throw new IllegalStateException(problem);
        }
    }

    /** In the order of their names. */
    public Collection<ApprovalSystem> all() {
        return new ArrayList<>(systems.values());
    }

    /** What the approvals of this system are about; empty if it is not configured any more. */
    public Optional<ApprovalKind> kindOf(String system) {
        return Optional.ofNullable(systems.get(system)).map(ApprovalSystem::kind);
    }

    /** Who decides on requests of this kind; empty if nobody is configured to. */
    public Optional<ApprovalSystem> of(String kind) {
        return Optional.ofNullable(systemByKind.get(kind)).map(systems::get);
    }
}
