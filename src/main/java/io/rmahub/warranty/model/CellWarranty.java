package io.rmahub.warranty.model;

import java.math.BigDecimal;

/**
 * The performance warranty of battery cells. It ends with the time, the throughput or the cycles, whichever
 * comes first. Exactly at a limit is within it: a state of health of exactly the guarantee is not below it,
 * and a throughput of exactly the cap has not used it up.
 *
 * @param months              from the same day as the term; null: as long as parts
 * @param sohGuarantee        per cent of the nominal capacity
 * @param throughputKwhPerKwh kWh per kWh of nominal energy; null: no cap
 * @param cycles              full cycles; null: no cap
 * @param cloud               what is required of the cloud connection; null: nothing
 * @param clause              where the terms say so
 * @param source              the document; what of it is an assumption
 */
public record CellWarranty(
        Integer months,
        BigDecimal sohGuarantee,
        BigDecimal throughputKwhPerKwh,
        BigDecimal cycles,
        CloudCondition cloud,
        String clause,
        String source) {

    public CellWarranty {
        if (months != null) {
            Require.months("months", months);
        }
        if (!Reading.plausibleSoh(sohGuarantee)) {
            throw new IllegalArgumentException("\"sohGuarantee\" is " + sohGuarantee
                    + "; it must be above 0, at most 100");
        }
        positive("throughputKwhPerKwh", throughputKwhPerKwh);
        positive("cycles", cycles);
        Require.text("clause", clause);
        Require.text("source", source);
    }

    private static void positive(String field, BigDecimal value) {
        if (value != null && value.signum() <= 0) {
            throw new IllegalArgumentException("\"" + field + "\" is " + value + "; it must be more than 0");
        }
    }

    /**
     * The unit must be reachable so that it gets its cell firmware (PowerMagic V2 §5.5.19).
     *
     * @param consequence    what follows when it missed a required release and was offline all the time
     * @param shortenedTo    months from the start of the term, for {@code shorten-term} only
     * @param graceDays      whole days from the day of the notice to the last on which the unit can still comply
     */
    public record CloudCondition(Consequence consequence, Integer shortenedTo, int graceDays, String clause) {
        public CloudCondition {
            Require.text("clause", clause);
            if (consequence == null || consequence == Consequence.VOID_ALL) {
                throw new IllegalArgumentException(
                        "\"consequence\" must be void-cells or shorten-term: a missed update never ends the rest");
            }
            if ((consequence == Consequence.SHORTEN_TERM) != (shortenedTo != null)) {
                throw new IllegalArgumentException("\"shortenedTo\" belongs to shorten-term, and to nothing else");
            }
            if (shortenedTo != null) {
                Require.months("shortenedTo", shortenedTo);
            }
            if (graceDays < 1) {
                throw new IllegalArgumentException("\"graceDays\" is " + graceDays
                        + "; nothing is void without notice");
            }
        }
    }
}
