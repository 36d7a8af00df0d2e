package io.rmahub.rma.model.sla;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.rmahub.rma.model.routing.Party;
import io.rmahub.rma.model.routing.Priority;
import io.rmahub.rma.model.routing.ServiceLevels;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

/** The shipped service levels, as a table; and what must hold for any case. */
class SlaClockTest {

    private static final ServiceLevels LEVELS = ServiceLevels.load(Path.of("config/rules/service-levels.yaml"));
    private static final SlaClock CLOCK = SlaClock.of(LEVELS, SiteCalendars.of(LEVELS));
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final ClockStory STORY = new ClockStory("DE", BERLIN);

    @ParameterizedTest(name = "{0}")
    @CsvFileSource(resources = "/rules/sla-clocks.csv", numLinesToSkip = 1)
    void clock(String shown, String site, String events, String now, String clock, String state, String due,
               String warned, String breached, String used, String waitsFor) {
        ZoneId zone = LEVELS.zone(ClockStory.site(site).country()).orElse(LEVELS.otherwiseZone());
        ClockStory story = new ClockStory(site, zone);
        SlaStatus status = CLOCK.evaluate(story.events(events), story.at(now));
        ClockReading reading = clock.equals("case") ? status.caseClock() : status.onSite();

        String told = String.join("\n", reading.reasons());
        assertThat(reading.state()).as(told).isEqualTo(ClockReading.State.valueOf(state.toUpperCase(Locale.ROOT)));
        assertThat(reading.dueAt()).as("due; " + told).isEqualTo(story.at(due));
        assertThat(reading.warnedAt()).as("warned; " + told).isEqualTo(story.at(warned));
        assertThat(reading.breachedAt()).as("breached; " + told).isEqualTo(story.at(breached));
        assertThat(reading.used()).as("used; " + told).isEqualTo(ClockStory.hours(used));
        assertThat(reading.pausedBy()).as(told).isEqualTo(parties(waitsFor));
    }

    private static Set<Party> parties(String words) {
        return words == null ? Set.of() : Arrays.stream(words.split(" "))
                .map(word -> Party.valueOf(word.toUpperCase(Locale.ROOT))).collect(Collectors.toSet());
    }

    @Test
    void everyWaitIsShownWithItsLength() {
        SlaStatus status = CLOCK.evaluate(STORY.events("open normal 03-02 09:00; wait customer 03-02 10:00;"
                + " wait partner 03-02 11:00; got customer 03-02 12:00; wait customer 03-03 10:00"),
                STORY.at("03-03 11:00"));
        assertThat(status.pauses()).extracting(Pause::party, Pause::length, pause -> pause.until() == null)
                .containsExactly(
                tuple(Party.CUSTOMER, Duration.ofHours(2), false),
                tuple(Party.PARTNER, Duration.ofHours(24), true),
                tuple(Party.CUSTOMER, Duration.ofHours(1), true));
        assertThat(status.waited()).containsEntry(Party.CUSTOMER, Duration.ofHours(3))
                .containsEntry(Party.PARTNER, Duration.ofHours(24)).doesNotContainKey(Party.OA);
        assertThat(status.nextAlarmAt()).isEmpty();
    }

    @Test
    void theReadingTellsHowItCameAbout() {
        SlaStatus status =
                CLOCK.evaluate(STORY.events("open normal 03-02 09:00; visit 03-02 10:00; escalate 03-03 12:00"),
                STORY.at("03-03 13:00"));
        assertThat(status.priority()).isEqualTo(Priority.HIGH);
        assertThat(status.caseClock().reasons()).containsExactly(
                "opened at 2026-03-02T08:00:00Z: priority normal is due 72 h after opening",
                "escalated at 2026-03-03T11:00:00Z from normal to high, 24 h counted from the opening",
                "breached at 2026-03-03T11:00:00Z", "warned at 2026-03-03T11:00:00Z, after 0.75 of the time");
        assertThat(status.onSite().reasons())
                .contains("visit needed since 2026-03-02T09:00:00Z: 24 h for priority normal",
                "without the public holidays of DE");
        assertThat(status.rulesVersion()).isEqualTo(LEVELS.version());
    }

    @Test
    void whatIsAssumedOfASiteIsSaid() {
        SiteCalendars calendars = SiteCalendars.of(LEVELS);
        assertThat(calendars.of(Site.UNKNOWN).notes()).anyMatch(note -> note.contains("is assumed"))
                .anyMatch(note -> note.contains("no public holidays"));
        assertThat(calendars.of(ClockStory.site("DE-ZZ")).notes()).anyMatch(note -> note.contains("region ZZ"));
        assertThat(calendars.of(ClockStory.site("DE-BY")).notes()).contains("without the public holidays of DE-BY");
    }

    @Test
    void holidaysAreFoundFromAThreadThatSeesNoLibraries() {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(ClassLoader.getPlatformClassLoader());
        try {
            SiteCalendar sweden = SiteCalendars.of(LEVELS).of(ClockStory.site("SE"));
            assertThat(sweden.isWorkingDay(LocalDate.parse("2025-06-05"))).isTrue();
            assertThat(sweden.isWorkingDay(LocalDate.parse("2025-06-06"))).isFalse();
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    @Test
    void theNextAlarmIsTheWarningAndThenTheEnd() {
        List<SlaEvent> events = STORY.events("open urgent 03-02 09:00");
        assertThat(CLOCK.evaluate(events, STORY.at("03-02 10:00")).nextAlarmAt()).contains(STORY.at("03-02 12:00"));
        assertThat(CLOCK.evaluate(events, STORY.at("03-02 12:00")).nextAlarmAt()).contains(STORY.at("03-02 13:00"));
        assertThat(CLOCK.evaluate(events, STORY.at("03-02 13:00")).nextAlarmAt()).isEmpty();
    }

    @Test
    void aCaseWithoutAnOpeningHasNoClock() {
        assertThatThrownBy(() -> CLOCK.evaluate(STORY.events("escalate 03-02 09:00"), STORY.at("03-02 10:00")))
                .isInstanceOf(IllegalArgumentException.class);
    }

    /** Whatever happens, and in whichever order it is told. */
    @Property(tries = 300)
    void clocksHold(@ForAll @Size(max = 12) List<@IntRange(max = 11 * 400 - 1) Integer> what, @ForAll long seed) {
        Instant opened = Instant.parse("2026-03-26T15:30:00Z");
        List<SlaEvent> events = new ArrayList<>();
        events.add(new SlaEvent.Opened(opened, Priority.NORMAL, new Site("DE", null, null)));
        // Each at a moment of its own: what happens at the same moment counts as told.
        Set<Integer> moments = new HashSet<>();
        what.stream().filter(code -> moments.add(code / 11)).forEach(
                code -> events.add(any(code % 11, opened.plus(Duration.ofMinutes(code / 11 * 37L)))));
        Instant now = opened.plus(Duration.ofDays(11));
        SlaStatus status = CLOCK.evaluate(events, now);

        List<SlaEvent> shuffled = new ArrayList<>(events);
        Collections.shuffle(shuffled, new Random(seed));
        assertThat(CLOCK.evaluate(shuffled, now)).isEqualTo(status);
        for (ClockReading clock : Arrays.asList(status.caseClock(), status.onSite())) {
            if (clock != null) {
                assertThat(clock.used()).isBetween(Duration.ZERO, Duration.between(clock.startedAt(), now));
                assertThat(clock.warnsAt()).isBeforeOrEqualTo(clock.dueAt());
                assertThat(clock.isBreached()).isEqualTo(clock.breachedAt() != null);
                assertThat(!clock.isBreached() || clock.left().compareTo(Duration.ZERO) <= 0).isTrue();
                assertThat(!clock.isBreached() || clock.warnedAt() != null).isTrue();
            }
        }
    }

    private static SlaEvent any(int kind, Instant at) {
        return switch (kind) {
            case 0 -> new SlaEvent.PriorityChanged(at, Priority.URGENT);
            case 1 -> new SlaEvent.PriorityChanged(at, Priority.LOW);
            case 2 -> new SlaEvent.Escalated(at);
            case 3 -> new SlaEvent.Paused(at, Party.CUSTOMER);
            case 4 -> new SlaEvent.Resumed(at, Party.CUSTOMER);
            case 5 -> new SlaEvent.Resolved(at);
            case 6 -> new SlaEvent.Reopened(at);
            case 7 -> new SlaEvent.VisitNeeded(at);
            case 8 -> new SlaEvent.TravelStarted(at);
            case 9 -> new SlaEvent.TravelEnded(at);
            default -> new SlaEvent.VisitCompleted(at);
        };
    }
}
