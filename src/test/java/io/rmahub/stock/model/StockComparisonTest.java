package io.rmahub.stock.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.rmahub.stock.model.StockComparison.Window;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

/** Two books of the same shelf: where they differ, and what need not be in the other one yet. */
class StockComparisonTest {

    private static final Instant MIDNIGHT = Instant.parse("2026-03-02T00:00:00Z");
    private static final Duration KNOWN_AFTER = Duration.ofMinutes(15);

    private static Instant at(String time) {
        return time == null ? null : Instant.parse("2026-03-02T" + time + ":00Z");
    }

    /** The answer names what was booked since midnight and tells of noon. */
    private static StockComparison compare(List<RecordedMovement> recorded, List<BookedMovement> booked) {
        return StockComparison.of(new Window(MIDNIGHT, at("12:00"), KNOWN_AFTER), recorded, booked);
    }

    @ParameterizedTest(name = "{6}: {5}")
    @CsvFileSource(resources = "/stock/comparison.csv", numLinesToSkip = 1, nullValues = "-")
    void oneMovement(Integer told, String written, String taken, Integer booked, String forCase, String result,
            String why) {
        StockComparison comparison = compare(
                told == null ? List.of()
                        : List.of(new RecordedMovement("m", "RMA-2026-00001", told, at(written), at(taken))),
                booked == null ? List.of() : List.of(new BookedMovement("m", forCase, booked)));
        List<String> said = new ArrayList<>(comparison.differences().stream()
                .map(found -> found.kind().name()).toList());
        comparison.matching().forEach(id -> said.add("alike"));
        comparison.undecided().forEach(id -> said.add("undecided"));
        assertThat(said.isEmpty() ? List.of("nothing") : said).as(why).containsExactly(result);
    }

    @Test
    void theSumsMayAgreeAndTheMovementsDiffer() {
        StockComparison comparison = compare(
                List.of(recorded("a", -1), recorded("b", 1), recorded("c", -2)),
                List.of(booked("a", -1), booked("x", -1)));

        assertThat(comparison.differences()).extracting(StockDifference::kind, StockDifference::movementId,
                StockDifference::recorded, StockDifference::booked).map(Object::toString).containsExactly(
                        "(NOT_BOOKED, \"b\", 1, null)", "(NOT_BOOKED, \"c\", -2, null)",
                        "(UNKNOWN_TO_US, \"x\", null, -1)");
        assertThat(comparison.matching()).containsExactly("a");
    }

    @Test
    void whatIsBookedTwiceIsAnotherQuantity() {
        assertThat(compare(List.of(recorded("a", -1)), List.of(booked("a", -1), booked("a", -1))).differences())
                .singleElement().isEqualTo(new StockDifference(StockDifference.Kind.QUANTITY_DIFFERS, "a",
                        "RMA-2026-00001", -1, -2));
    }

    @Test
    void twoEmptyBooksAgree() {
        assertThat(compare(List.of(), List.of())).isEqualTo(new StockComparison(List.of(), Set.of(), Set.of()));
    }

    private static RecordedMovement recorded(String id, int change) {
        return new RecordedMovement(id, "RMA-2026-00001", change, at("09:00"), at("09:00"));
    }

    private static BookedMovement booked(String id, int change) {
        return new BookedMovement(id, "RMA-2026-00001", change);
    }
}
