package io.rmahub.shipment.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

/** What follows from a set of tracking events, and that nothing but the set counts. */
class ShipmentStateTest {

    private static final ZoneOffset ZONE = ZoneOffset.ofHours(1);

    @ParameterizedTest(name = "{0}")
    @CsvFileSource(resources = "/shipment/states.csv", delimiter = '|', useHeadersInDisplayName = true,
            numLinesToSkip = 0)
    void table(String why, String known, String state, String since) {
        List<TrackingEvent> events = known == null
                ? List.of() : Stream.of(known.split("; ")).map(ShipmentStateTest::event).toList();

        ShipmentState found = ShipmentState.of(events);

        assertThat(found.status()).as(why).isEqualTo(ShipmentStatus.valueOf(state));
        assertThat(found.since()).as(why).isEqualTo(since == null ? null : at(since).toInstant());
    }

    /** Pushes in any order, cut anywhere, with repeats: the same facts and the same state. */
    @Property(tries = 2000)
    void neitherOrderNorCutsMatter(@ForAll("histories") List<TrackingEvent> history, @ForAll Random random) {
        Map<String, TrackingEvent> inOrder = set(List.of(history));

        List<TrackingEvent> shuffled = new ArrayList<>(history);
        shuffled.addAll(history.subList(0, random.nextInt(history.size() + 1)));
        Collections.shuffle(shuffled, random);
        Map<String, TrackingEvent> told = set(cut(shuffled, random));

        assertThat(told.keySet()).isEqualTo(inOrder.keySet());
        assertThat(ShipmentState.of(told.values()).status()).isEqualTo(ShipmentState.of(inOrder.values()).status());
        assertThat(ShipmentState.of(told.values()).since()).isEqualTo(ShipmentState.of(inOrder.values()).since());
    }

    @Property(tries = 2000)
    void givenBackToTheSenderIsNeverDelivered(@ForAll("histories") List<TrackingEvent> history,
            @ForAll("moments") int hour, @ForAll Random random) {
        List<TrackingEvent> all = new ArrayList<>(history);
        all.add(event(ShipmentStatus.DELIVERED, hour, false, true, "X"));
        Collections.shuffle(all, random);

        assertThat(ShipmentState.of(all).status()).isEqualTo(ShipmentStatus.RETURNED);
    }

    @Property(tries = 2000)
    void anEndStaysWhateverElseIsScanned(@ForAll("histories") List<TrackingEvent> history,
            @ForAll("moments") int hour) {
        List<TrackingEvent> all = new ArrayList<>(history);
        all.add(event(ShipmentStatus.DELIVERED, hour, false, false, "X"));

        assertThat(ShipmentState.of(all).status()).isIn(ShipmentStatus.DELIVERED, ShipmentStatus.RETURNED);
    }

    @Property(tries = 2000)
    void unknownCodesMoveNothing(@ForAll("histories") List<TrackingEvent> history, @ForAll("moments") int hour) {
        List<TrackingEvent> all = new ArrayList<>(history);
        all.add(event(ShipmentStatus.UNKNOWN, hour, false, false, "X"));

        assertThat(ShipmentState.of(all)).isEqualTo(ShipmentState.of(history));
    }

    @Provide
    Arbitrary<List<TrackingEvent>> histories() {
        Arbitrary<TrackingEvent> event = Combinators.combine(Arbitraries.of(ShipmentStatus.values()),
                moments(), Arbitraries.of(true, false, false, false), Arbitraries.of(true, false, false, false, false),
                Arbitraries.of("A", "B")).as(ShipmentStateTest::event);
        return event.list().ofMaxSize(12);
    }

    /** Few enough that events meet at one moment. */
    @Provide
    Arbitrary<Integer> moments() {
        return Arbitraries.integers().between(0, 72);
    }

    /** As the store does it: whoever comes first with an event is the one that counts. */
    private static Map<String, TrackingEvent> set(List<List<TrackingEvent>> pushes) {
        Map<String, TrackingEvent> known = new LinkedHashMap<>();
        pushes.forEach(push -> push.forEach(event -> known.putIfAbsent(event.identity(), event)));
        return known;
    }

    private static List<List<TrackingEvent>> cut(List<TrackingEvent> events, Random random) {
        List<List<TrackingEvent>> pushes = new ArrayList<>(List.of(new ArrayList<>()));
        for (TrackingEvent event : events) {
            if (random.nextInt(3) == 0) {
                pushes.add(new ArrayList<>());
            }
            pushes.get(pushes.size() - 1).add(event);
        }
        return pushes;
    }

    private static TrackingEvent event(String text) {
        String[] words = text.strip().split(" ");
        boolean dateOnly = !words[1].contains(":");
        String status = words[dateOnly ? 1 : 2];
        return new TrackingEvent(ShipmentStatus.valueOf(status), null,
                at(words[0] + " " + (dateOnly ? "00:00" : words[1])), null, false, dateOnly, status, null,
                text.endsWith("to-sender"), null);
    }

    private static TrackingEvent event(ShipmentStatus status, int hour, boolean dateOnly, boolean toSender,
            String code) {
        OffsetDateTime at = at("03-02 00:00").plusHours(dateOnly ? hour / 24 * 24 : hour);
        return new TrackingEvent(status, null, at, null, false, dateOnly, code, null, toSender, null);
    }

    private static OffsetDateTime at(String text) {
        return LocalDateTime.parse("2026-" + text.replace(' ', 'T')).atOffset(ZONE);
    }
}
