package io.rmahub.stock.model;

import io.rmahub.stock.model.StockDifference.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Compares what the hub has recorded of a part in a warehouse with what the stock system has booked.
 *
 * @param differences where they do not say the same
 * @param matching    ids of the movements of which both say the same
 * @param undecided   ids of the movements that this answer need not show
 */
public record StockComparison(List<StockDifference> differences, Set<String> matching, Set<String> undecided) {

    /**
     * What an answer covers: movements that the stock system booked since a time, as of a moment. At either end the
     * answer may lack what happened within {@code knownAfter}.
     */
    public record Window(Instant since, Instant asOf, Duration knownAfter) {

        boolean mustShow(RecordedMovement movement) {
            return movement.acceptedAt() != null && !movement.acceptedAt().plus(knownAfter).isAfter(asOf)
                    && !movement.recordedAt().isBefore(since.plus(knownAfter));
        }
    }

    /**
     * Compares the movements of one place.
     *
     * @param recorded everything of the window, and whatever else the answer names
     */
    public static StockComparison of(Window window, Collection<RecordedMovement> recorded,
                                     Collection<BookedMovement> booked) {
        Map<String, BookedMovement> bookedById = new LinkedHashMap<>();
        booked.forEach(movement -> bookedById.merge(movement.id(), movement, StockComparison::sum));
        StockComparison result = new StockComparison(new ArrayList<>(), new HashSet<>(), new HashSet<>());
        recorded.forEach(movement -> result.compare(window, movement, bookedById.remove(movement.id())));
        bookedById.values().stream().filter(movement -> movement.caseNumber() != null).forEach(result::unknown);
        return result;
    }

    /** Whoever books a movement twice has moved twice as much. */
    private static BookedMovement sum(BookedMovement one, BookedMovement other) {
        return new BookedMovement(one.id(), one.caseNumber(), one.change() + other.change());
    }

    private void compare(Window window, RecordedMovement recorded, BookedMovement booked) {
        if (booked == null) {
            if (window.mustShow(recorded)) {
                differences.add(new StockDifference(Kind.NOT_BOOKED, recorded.id(), recorded.caseNumber(),
                        recorded.change(), null));
            } else {
                undecided.add(recorded.id());
            }
        } else if (booked.change() == recorded.change()) {
            matching.add(recorded.id());
        } else {
            differences.add(new StockDifference(Kind.QUANTITY_DIFFERS, recorded.id(), recorded.caseNumber(),
                    recorded.change(), booked.change()));
        }
    }

    private void unknown(BookedMovement booked) {
        differences.add(new StockDifference(Kind.UNKNOWN_TO_US, booked.id(), booked.caseNumber(), null,
                booked.change()));
    }
}
