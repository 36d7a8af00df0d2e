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
 * Compares what the hub told of a part in a warehouse with what Products has booked.
 *
 * @param differences where they do not say the same
 * @param alike       movements of which both say the same
 * @param undecided   movements of which this answer need not say anything
 */
public record StockComparison(List<StockDifference> differences, Set<String> alike, Set<String> undecided) {

    /**
     * What an answer covers: movements that Products booked since a time, as of a moment. At either end the answer
     * may lack what happened within {@code knownAfter}.
     */
    public record Window(Instant since, Instant asOf, Duration knownAfter) {

        boolean mustShow(ToldMovement movement) {
            return movement.takenAt() != null && !movement.takenAt().plus(knownAfter).isAfter(asOf)
                    && !movement.recordedAt().isBefore(since.plus(knownAfter));
        }
    }

    /**
     * Compares the movements of one place.
     *
     * @param told everything of the window, and whatever else the answer names
     */
    public static StockComparison of(Window window, Collection<ToldMovement> told, Collection<BookedMovement> booked) {
        Map<String, BookedMovement> theirs = new LinkedHashMap<>();
        booked.forEach(movement -> theirs.merge(movement.id(), movement, StockComparison::twice));
        StockComparison result = new StockComparison(new ArrayList<>(), new HashSet<>(), new HashSet<>());
        told.forEach(movement -> result.judge(window, movement, theirs.remove(movement.id())));
        theirs.values().stream().filter(movement -> movement.caseNumber() != null).forEach(result::unknown);
        return result;
    }

    /** Whoever books a movement twice has moved twice as much. */
    private static BookedMovement twice(BookedMovement one, BookedMovement other) {
        return new BookedMovement(one.id(), one.caseNumber(), one.change() + other.change());
    }

    private void judge(Window window, ToldMovement ours, BookedMovement theirs) {
        if (theirs == null) {
            if (window.mustShow(ours)) {
                differences.add(new StockDifference(Kind.MISSING_AT_PRODUCTS, ours.id(), ours.caseNumber(), ours.change(),
                        null));
            } else {
                undecided.add(ours.id());
            }
        } else if (theirs.change() == ours.change()) {
            alike.add(ours.id());
        } else {
            differences.add(new StockDifference(Kind.QUANTITY_DIFFERS, ours.id(), ours.caseNumber(), ours.change(),
                    theirs.change()));
        }
    }

    private void unknown(BookedMovement theirs) {
        differences.add(new StockDifference(Kind.UNKNOWN_TO_US, theirs.id(), theirs.caseNumber(), null, theirs.change()));
    }
}
