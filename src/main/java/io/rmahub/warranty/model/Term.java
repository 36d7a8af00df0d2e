package io.rmahub.warranty.model;

import java.util.List;
import java.util.Objects;

/**
 * When cover ends by the calendar: one or more ways to count, and which of them holds.
 *
 * <p>A term of n months that begins on a day lasts until the end of the day of the same number n months later,
 * that day included; where the month has no such day, until its last (31 January + 1 month = 28 or 29
 * February). This is Art. 3(2)(c) of Regulation (EEC, Euratom) 1182/71.
 *
 * @param pick which of the ends holds when several can be counted
 * @param ends in the order of preference
 */
public record Term(Pick pick, List<TermEnd> ends) {

    public Term {
        Objects.requireNonNull(pick, "\"pick\" is missing");
        if (ends == null || ends.isEmpty()) {
            throw new IllegalArgumentException("\"ends\" is missing: a term counts from at least one day");
        }
        ends = List.copyOf(ends);
    }

    /** Which end holds. A way to count whose day is not known (or not proven, where it must be) is passed over. */
    public enum Pick {
        /** The first in the list that can be counted. */
        FIRST_KNOWN,
        /** The one that ends first: "120 months from purchase, at most 126 from production". */
        EARLIEST,
        /** The one that ends last. */
        LATEST;

        @Override
        public String toString() {
            return switch (this) {
                case FIRST_KNOWN -> "first-known";
                case EARLIEST -> "earliest";
                case LATEST -> "latest";
            };
        }
    }

    /**
     * One way to count.
     *
     * @param proof        true: only a day that is proven by a document counts
     * @param months       of parts
     * @param labourMonths of labour; as many as parts when left out
     */
    public record TermEnd(Anchor anchor, boolean proof, int months, Integer labourMonths) {
        public TermEnd {
            Objects.requireNonNull(anchor, "\"anchor\" is missing");
            if (proof && anchor != Anchor.PURCHASE) {
                throw new IllegalArgumentException("\"proof\" belongs to the anchor purchase");
            }
            Require.months("months", months);
            labourMonths = labourMonths == null ? months : labourMonths;
            Require.months("labourMonths", labourMonths);
            if (labourMonths > months) {
                throw new IllegalArgumentException(
                        "\"labourMonths\" is " + labourMonths + ", more than the " + months + " of parts");
            }
        }
    }
}
