package io.rmahub.engine.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class DedupSlotsTest {

    private static final Instant TURN = Instant.ofEpochSecond(2960L * 7 * 24 * 3600);
    private static final Duration TWO_WEEKS = Duration.ofDays(14);

    @Test
    void inTheMiddleOfAWeekTheKeyGoesIntoOne() {
        DedupSlots slots = DedupSlots.at(TURN.plus(Duration.ofDays(3)), TWO_WEEKS);
        assertThat(slots.current()).containsExactly(2960);
        assertThat(slots.earlier()).containsExactlyInAnyOrder(2958, 2959);
    }

    @Test
    void aroundTheTurnItGoesIntoBoth() {
        assertThat(DedupSlots.at(TURN.minusSeconds(299), TWO_WEEKS).current()).containsExactly(2959, 2960);
        assertThat(DedupSlots.at(TURN, TWO_WEEKS).current()).containsExactly(2959, 2960);
        assertThat(DedupSlots.at(TURN.plusSeconds(299), TWO_WEEKS).current()).containsExactly(2959, 2960);
        assertThat(DedupSlots.at(TURN.plusSeconds(301), TWO_WEEKS).current()).containsExactly(2960);
    }

    @Test
    void clocksFourMinutesApartAlwaysShareAWeek() {
        for (int second = -600; second <= 600; second++) {
            DedupSlots one = DedupSlots.at(TURN.plusSeconds(second), TWO_WEEKS);
            DedupSlots other = DedupSlots.at(TURN.plusSeconds(second + 240), TWO_WEEKS);
            assertThat(one.current()).as("second " + second).containsAnyElementsOf(other.current());
        }
    }

    @Test
    void whatIsWrittenNowIsNotSoughtTwice() {
        DedupSlots slots = DedupSlots.at(TURN, TWO_WEEKS);
        assertThat(slots.earlier()).doesNotContainAnyElementsOf(slots.current());
    }
}
