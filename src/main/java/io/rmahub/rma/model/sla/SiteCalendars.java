package io.rmahub.rma.model.sla;

import io.rmahub.rma.model.routing.OfficeHours;
import io.rmahub.rma.model.routing.ServiceLevels;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;

/** The working times of all sites. What is not known of a site is assumed by rule, and the calendar says so. */
public final class SiteCalendars {

    private final ServiceLevels levels;
    private final PublicHolidays holidays = new PublicHolidays();

    private SiteCalendars(ServiceLevels levels) {
        this.levels = levels;
    }

    /** With the office hours and time zones of these service levels, and public holidays by country and region. */
    public static SiteCalendars of(ServiceLevels levels) {
        return new SiteCalendars(levels);
    }

    /** The working time of this site. */
    public SiteCalendar of(Site site) {
        List<String> notes = new ArrayList<>();
        OfficeHours hours = levels.officeHours();
        ZoneId zone = zone(site, notes);
        notes.add(0, "counted " + hours + " in " + zone);
        return new SiteCalendar(hours, zone, holiday(site, notes), notes);
    }

    private ZoneId zone(Site site, List<String> notes) {
        if (site.zone() != null) {
            return site.zone();
        }
        return levels.zone(site.country()).orElseGet(() -> {
            notes.add("the time zone of the site is not known: " + levels.otherwiseZone() + " is assumed");
            return levels.otherwiseZone();
        });
    }

    private Predicate<LocalDate> holiday(Site site, List<String> notes) {
        if (!holidays.knows(site.country())) {
            notes.add(site.country() == null ? "the country of the site is not known: no public holidays"
                    : "no public holidays are known for " + site.country());
            return day -> false;
        }
        List<String> region = holidays.region(site.country(), site.region());
        notes.add("without the public holidays of " + site.country()
                + (region.isEmpty() ? "" : "-" + String.join("-", region).toUpperCase(Locale.ROOT)));
        if (site.region() != null && region.size() < site.region().split("-").length) {
            notes.add("no public holidays of its own are known for region " + site.region());
        }
        return day -> holidays.isHoliday(day, site.country(), region);
    }
}
