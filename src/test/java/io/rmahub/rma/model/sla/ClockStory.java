package io.rmahub.rma.model.sla;

import io.rmahub.rma.model.routing.Party;
import io.rmahub.rma.model.routing.Priority;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Reads what happened to a case as a clerk writes it: {@code open high 03-02 09:00; wait customer 03-02 10:00}. */
final class ClockStory {

    private static final String YEAR = "2026-";

    private final Site site;
    private final ZoneId zone;

    /** The site as {@code country[-region][@zone]}; {@code zone} is where the times are read. */
    ClockStory(String site, ZoneId countryZone) {
        this.site = site(site);
        this.zone = this.site.zone() != null ? this.site.zone() : countryZone;
    }

    static Site site(String text) {
        if (text.equals("-")) {
            return Site.UNKNOWN;
        }
        String[] placeAndZone = text.split("@");
        String[] countryAndRegion = placeAndZone[0].split("-", 2);
        return new Site(countryAndRegion[0], countryAndRegion.length > 1 ? countryAndRegion[1] : null,
                placeAndZone.length > 1 ? ZoneId.of(placeAndZone[1]) : null);
    }

    List<SlaEvent> events(String text) {
        return Arrays.stream(text.split(";")).map(String::strip).map(this::event).toList();
    }

    private SlaEvent event(String text) {
        String[] words = text.split(" ");
        Instant at = at(words[words.length - 2] + " " + words[words.length - 1]);
        return switch (words[0]) {
            case "open" -> new SlaEvent.Opened(at, Priority.of(words[1]), site);
            case "priority" -> new SlaEvent.PriorityChanged(at, Priority.of(words[1]));
            case "escalate" -> new SlaEvent.Escalated(at);
            case "wait" -> new SlaEvent.Paused(at, party(words[1]));
            case "got" -> new SlaEvent.Resumed(at, party(words[1]));
            case "done" -> new SlaEvent.Resolved(at);
            case "again" -> new SlaEvent.Reopened(at);
            case "visit" -> new SlaEvent.VisitNeeded(at);
            case "visited" -> new SlaEvent.VisitCompleted(at);
            case "drive" -> new SlaEvent.TravelStarted(at);
            case "arrive" -> new SlaEvent.TravelEnded(at);
            case "site" -> new SlaEvent.SiteChanged(at, site(words[1]));
            default -> throw new IllegalArgumentException(text);
        };
    }

    private static Party party(String word) {
        return Party.valueOf(word.toUpperCase(Locale.ROOT));
    }

    /** {@code 03-02 09:00} at the site, or {@code 03-02 09:00Z}; null for nothing. */
    Instant at(String text) {
        if (text == null) {
            return null;
        }
        String iso = YEAR + text.replace(' ', 'T');
        return iso.endsWith("Z")
                ? Instant.parse(iso.replace("Z", ":00Z")) : LocalDateTime.parse(iso).atZone(zone).toInstant();
    }

    /** {@code 19:00} is nineteen hours. */
    static Duration hours(String text) {
        String[] parts = text.split(":");
        return Duration.ofHours(Long.parseLong(parts[0])).plusMinutes(Long.parseLong(parts[1]));
    }
}
