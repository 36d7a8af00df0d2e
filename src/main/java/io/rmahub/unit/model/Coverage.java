package io.rmahub.unit.model;

import java.util.Arrays;

/**
 * A set of times: disjoint half-open ranges in ascending order. Ranges that touch or overlap become one, so the
 * result does not depend on the order in which they come, nor on how often.
 */
public final class Coverage {

    /** One range, from inclusive, to exclusive, in milliseconds since 1970. */
    public record Range(long from, long to) {
    }

    private long[] starts = new long[2];
    private long[] ends = new long[2];
    private int size;

    /** Adds {@code [from, to)}. */
    public void add(long from, long to) {
        // Nearly always the newest range grows.
        if (size > 0 && from >= starts[size - 1] && from <= ends[size - 1]) {
            ends[size - 1] = Math.max(ends[size - 1], to);
            return;
        }
        int first = 0;
        while (first < size && ends[first] < from) {
            first++;
        }
        int after = first;
        long start = from;
        long end = to;
        while (after < size && starts[after] <= to) {
            start = Math.min(start, starts[after]);
            end = Math.max(end, ends[after]);
            after++;
        }
        replace(first, after, start, end);
    }

    private void replace(int first, int after, long start, long end) {
        int moved = size - after;
        int newSize = first + 1 + moved;
        if (newSize > starts.length) {
            starts = Arrays.copyOf(starts, newSize * 2);
            ends = Arrays.copyOf(ends, newSize * 2);
        }
        System.arraycopy(starts, after, starts, first + 1, moved);
        System.arraycopy(ends, after, ends, first + 1, moved);
        starts[first] = start;
        ends[first] = end;
        size = newSize;
    }

    public int size() {
        return size;
    }

    public Range range(int index) {
        return new Range(starts[index], ends[index]);
    }
}
