package io.rmahub.rma.model.sla;

import de.focus_shift.jollyday.core.CalendarHierarchy;
import de.focus_shift.jollyday.core.Holiday;
import de.focus_shift.jollyday.core.HolidayManager;
import de.focus_shift.jollyday.core.HolidayType;
import de.focus_shift.jollyday.core.ManagerParameters;
import java.time.LocalDate;
import java.time.Year;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Public holidays by country and region, as Jollyday has them. Only days on which nobody works: bank holidays of
 * banks alone and observances are working days. Of a holiday that is moved from a weekend, the day it is moved to.
 */
final class PublicHolidays {

    private final Set<String> countries = HolidayManager.getSupportedCalendarCodes().stream()
            .map(PublicHolidays::lower).collect(Collectors.toUnmodifiableSet());
    private final Map<String, HolidayManager> managers = new ConcurrentHashMap<>();
    private final Map<Key, Set<LocalDate>> days = new ConcurrentHashMap<>();

    private record Key(String country, List<String> region, int year) {
    }

    /** Whether there is a calendar for this country. */
    boolean knows(String country) {
        return country != null && countries.contains(lower(country));
    }

    /** As much of this region as has a calendar of its own, from the largest part to the smallest. */
    List<String> region(String country, String region) {
        List<String> regions = new ArrayList<>();
        if (region == null || !knows(country)) {
            return regions;
        }
        CalendarHierarchy place = manager(country).getCalendarHierarchy();
        for (String part : region.split("-")) {
            place = place.getChildren().get(lower(part));
            if (place == null) {
                break;
            }
            regions.add(lower(part));
        }
        return regions;
    }

    /** Whether nobody works on this day. */
    boolean isHoliday(LocalDate day, String country, List<String> region) {
        return days.computeIfAbsent(new Key(country, region, day.getYear()), this::load).contains(day);
    }

    private Set<LocalDate> load(Key key) {
        HolidayManager manager = manager(key.country());
        return withOurClasses(() -> manager.getHolidays(Year.of(key.year()),
                key.region().toArray(String[]::new))).stream()
                .filter(holiday -> holiday.getType() == HolidayType.PUBLIC_HOLIDAY)
                .map(Holiday::getDate).collect(Collectors.toUnmodifiableSet());
    }

    private HolidayManager manager(String country) {
        return managers.computeIfAbsent(lower(country),
                code -> withOurClasses(() -> HolidayManager.getInstance(ManagerParameters.create(code))));
    }

    /** Jollyday looks for its parts with the class loader of the thread, which in a pool may not see the hub's jars. */
    private static <T> T withOurClasses(Supplier<T> work) {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(PublicHolidays.class.getClassLoader());
        try {
            return work.get();
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    private static String lower(String code) {
        return code.toLowerCase(Locale.ROOT);
    }
}
