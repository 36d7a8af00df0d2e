package io.rmahub.engine.ledger;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/**
 * In which weeks a deduplication key is written and in which earlier ones it is looked for.
 *
 * <p>A unique index cannot span partitions. Within {@link #OVERLAP} of the turn of a week the key goes into both
 * weeks, so that two hubs whose clocks differ by less than that always meet in at least one index.
 *
 * @param current one week, or two around the turn
 * @param earlier the weeks before, as far as the deduplication window reaches
 */
record DedupSlots(Set<Integer> current, Set<Integer> earlier) {

    static final Duration OVERLAP = Duration.ofMinutes(5);
    private static final long WEEK_SECONDS = Duration.ofDays(7).toSeconds();

    static DedupSlots at(Instant now, Duration window) {
        Set<Integer> current = new LinkedHashSet<>();
        current.add(week(now.minus(OVERLAP)));
        current.add(week(now.plus(OVERLAP)));
        Set<Integer> earlier = LongStream.rangeClosed(week(now.minus(window)), week(now))
                .mapToObj(week -> (int) week)
                .filter(week -> !current.contains(week))
                .collect(Collectors.toCollection(LinkedHashSet::new));
        return new DedupSlots(current, earlier);
    }

    static int week(Instant at) {
        return (int) Math.floorDiv(at.getEpochSecond(), WEEK_SECONDS);
    }
}
