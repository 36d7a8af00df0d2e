package io.rmahub.rma.model.sla;

import io.rmahub.rma.model.routing.ServiceLevels;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/**
 * Reads the clocks of a case from its events. Pure: the same events, rules and moment give the same reading, so that
 * a changed rule can be replayed, and the clocks of a past moment be seen again.
 *
 * <p>The <b>case clock</b> runs by the wall clock from the opening; a priority sets its window, counted from the
 * opening whenever it is set. The <b>on-site clock</b> runs from when a visit is needed, in the office hours of the
 * site, without its public holidays and without driving. Both stand still while the case waits for a party.
 */
public final class SlaClock {

    private final ServiceLevels levels;
    private final SiteCalendars calendars;

    private SlaClock(ServiceLevels levels, SiteCalendars calendars) {
        this.levels = levels;
        this.calendars = calendars;
    }

    /** With these windows and working times. */
    public static SlaClock of(ServiceLevels levels, SiteCalendars calendars) {
        return new SlaClock(levels, calendars);
    }

    /**
     * The clocks at this moment. Events may come in any order; those at the same time count in the order given,
     * those after {@code now} not at all, and one from before the opening counts at the opening.
     *
     * @throws IllegalArgumentException when no event opens the case
     */
    public SlaStatus evaluate(List<SlaEvent> events, Instant now) {
        SlaEvent.Opened opened = events.stream().filter(SlaEvent.Opened.class::isInstance)
                .map(SlaEvent.Opened.class::cast).min(Comparator.comparing(SlaEvent::at))
                .orElseThrow(() -> new IllegalArgumentException("No event opens the case"));
        List<SlaEvent> inOrder = events.stream().filter(event -> !(event instanceof SlaEvent.Opened))
                .filter(event -> !event.at().isAfter(now))
                .sorted(Comparator.comparing(SlaEvent::at)).toList();
        ClockFold fold = new ClockFold(levels, calendars.of(site(opened, inOrder)), opened);
        inOrder.forEach(fold::take);
        return fold.read(now.isBefore(opened.at()) ? opened.at() : now);
    }

    /** The site as it is known at the end: a correction holds for the whole case. */
    private static Site site(SlaEvent.Opened opened, List<SlaEvent> inOrder) {
        Site last = opened.site();
        for (SlaEvent event : inOrder) {
            if (event instanceof SlaEvent.SiteChanged changed) {
                last = changed.site();
            }
        }
        return last == null ? Site.UNKNOWN : last;
    }
}
