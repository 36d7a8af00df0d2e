package io.rmahub.rma.model.routing;

import io.rmahub.engine.rulefile.RuleFile;
import io.rmahub.unit.model.SiteZones;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * How long a case may take, by priority: {@code config/rules/service-levels.yaml}. The case is counted by the wall
 * clock from the opening, nights and holidays included, and a new priority counts from the opening again. A visit is
 * counted in the office hours of its site.
 */
public final class ServiceLevels {

    private final Content content;
    private final String version;

    /** What the file says. */
    record Content(Map<Priority, Integer> hours, OnSite onSite, WarningRule warning, Priority escalation,
                   Set<Party> pausedBy, ZoneId otherwiseZone) {
        Content {
            hours = windows(hours);
            require(onSite, "onSite");
            require(warning, "warning");
            require(escalation, "escalation");
            require(otherwiseZone, "otherwiseZone");
            pausedBy = pausedBy == null ? Set.of() : Set.copyOf(pausedBy);
        }
    }

    /** The windows of visits, and the hours in which they are counted. */
    record OnSite(Map<Priority, Integer> hours, LocalTime from, LocalTime until, Set<DayOfWeek> days) {
        OnSite {
            hours = windows(hours);
            new OfficeHours(from, until, days);
        }
    }

    private static Map<Priority, Integer> windows(Map<Priority, Integer> hours) {
        for (Priority priority : Priority.values()) {
            Integer window = hours == null ? null : hours.get(priority);
            if (window == null || window <= 0) {
                throw new IllegalArgumentException("\"hours\" must give more than 0 hours for " + priority);
            }
        }
        return Map.copyOf(hours);
    }

    private static void require(Object value, String field) {
        if (value == null) {
            throw new IllegalArgumentException("\"" + field + "\" is missing");
        }
    }

    ServiceLevels(Content content, String version) {
        this.content = content;
        this.version = version;
    }

    /**
     * Reads the windows.
     *
     * @throws RuleFile.InvalidRuleFileException when the file is wrong, or a priority has no window
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
        Duration window = caseWindow(priority);
        return new DueTime(openedAt.plus(window),
                "priority " + priority + " is due " + window.toHours() + " h after opening");
    }

    /** How long a case of this priority may take, by the wall clock. */
    public Duration caseWindow(Priority priority) {
        return Duration.ofHours(content.hours().get(priority));
    }

    /** How long a visit for a case of this priority may take from when it is needed, in office hours. */
    public Duration onSiteWindow(Priority priority) {
        return Duration.ofHours(content.onSite().hours().get(priority));
    }

    /** When work is done on site, in the site's local time. */
    public OfficeHours officeHours() {
        return new OfficeHours(content.onSite().from(), content.onSite().until(), content.onSite().days());
    }

    /** When to warn that a window will be over. */
    public WarningRule warning() {
        return content.warning();
    }

    /** The priority after an escalation: raised, and never lowered. */
    public Priority escalated(Priority priority) {
        return priority.compareTo(content.escalation()) >= 0 ? priority : content.escalation();
    }

    /** Whether the clocks stand still while a case waits for this party. */
    public boolean isPausedBy(Party party) {
        return content.pausedBy().contains(party);
    }

    /** The time zone of a country, if it is known to have one. */
    public Optional<ZoneId> zone(String country) {
        return SiteZones.of(country);
    }

    /** The time zone that is assumed of a site of which nothing is known. */
    public ZoneId otherwiseZone() {
        return content.otherwiseZone();
    }
}
