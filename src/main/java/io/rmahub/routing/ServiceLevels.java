package io.rmahub.routing;

import io.rmahub.rules.RuleFile;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/**
 * Hours to resolve a case by priority: {@code config/rules/service-levels.yaml}. Counted by the wall clock
 * from the opening, nights and holidays included; a new priority counts from the opening again.
 */
public final class ServiceLevels {

    private final Map<Priority, Integer> hours;
    private final String version;

    /** What the file says. */
    record Content(Map<Priority, Integer> hours) {
        Content {
            for (Priority priority : Priority.values()) {
                Integer window = hours == null ? null : hours.get(priority);
                if (window == null || window <= 0) {
                    throw new IllegalArgumentException("\"hours\" must give more than 0 hours for " + priority);
                }
            }
            hours = Map.copyOf(hours);
        }
    }

    ServiceLevels(Content content, String version) {
        this.hours = content.hours();
        this.version = version;
    }

    /**
     * Reads the windows.
     *
     * @throws RuleFile.InvalidRuleFile when the file is wrong, or a priority has no window
     */
    public static ServiceLevels load(Path file) {
        RuleFile<Content> read = RuleFile.read(file, Content.class);
        return new ServiceLevels(read.value(), read.version());
    }

    /** Identifies the text of the rules. */
    public String version() {
        return version;
    }

    /** When a case of this priority, opened at this time, is due. */
    public DueTime due(Priority priority, Instant openedAt) {
        int window = hours.get(priority);
        return new DueTime(openedAt.plus(Duration.ofHours(window)),
                "priority " + priority + " is due " + window + " h after opening");
    }
}
