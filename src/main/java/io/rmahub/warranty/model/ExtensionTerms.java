package io.rmahub.warranty.model;

import java.math.BigDecimal;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * Which extensions can be bought, and until when.
 *
 * @param minimumRemainingMonths of standard cover on the day of the purchase; exactly as many are enough; null: none
 * @param windows                each that is for the unit must be open; empty: no other limit
 * @param offers                 what is sold
 */
public record ExtensionTerms(
        Integer minimumRemainingMonths,
        List<Window> windows,
        List<Offer> offers,
        String clause,
        String source) {

    public ExtensionTerms {
        if (minimumRemainingMonths != null) {
            Require.months("minimumRemainingMonths", minimumRemainingMonths);
        }
        windows = windows == null ? List.of() : List.copyOf(windows);
        if (offers == null || offers.isEmpty()) {
            throw new IllegalArgumentException("\"offers\" is missing");
        }
        offers = List.copyOf(offers);
        if (offers.stream().map(Offer::tier).distinct().count() < offers.size()) {
            throw new IllegalArgumentException("\"offers\" has the same tier twice");
        }
        Require.text("clause", clause);
        Require.text("source", source);
    }

    /** The offer of a tier, or null when it is not sold. */
    public Offer offer(Tier tier) {
        return offers.stream().filter(offer -> offer.tier() == tier).findFirst().orElse(null);
    }

    /**
     * An extension can be bought until so many months after a day.
     *
     * @param ratedKwBelow only for units of less than this rated power, in kW; null: no limit
     * @param ratedKwFrom  only for units of this rated power or more, in kW; null: no limit
     */
    public record Window(Anchor anchor, int months, BigDecimal ratedKwBelow, BigDecimal ratedKwFrom) {
        public Window {
            Objects.requireNonNull(anchor, "\"anchor\" is missing");
            Require.months("months", months);
        }

        boolean needsPower() {
            return ratedKwBelow != null || ratedKwFrom != null;
        }

        boolean isFor(BigDecimal ratedKw) {
            return !needsPower() || ratedKw != null
                    && (ratedKwBelow == null || ratedKw.compareTo(ratedKwBelow) < 0)
                    && (ratedKwFrom == null || ratedKw.compareTo(ratedKwFrom) >= 0);
        }
    }

    /**
     * An extension for sale.
     *
     * @param addsMonths to the standard term; of several extensions of a unit the longest counts
     * @param covers     the parts that are extended
     * @param priceRef   the article in the price list of the product system
     */
    public record Offer(Tier tier, int addsMonths, Set<Part> covers, String priceRef) {
        public Offer {
            Objects.requireNonNull(tier, "\"tier\" is missing");
            if (tier == Tier.STANDARD || tier == Tier.GOODWILL) {
                throw new IllegalArgumentException("\"tier\" is " + tier + ", which is not for sale");
            }
            Require.months("addsMonths", addsMonths);
            if (covers == null || covers.isEmpty()) {
                throw new IllegalArgumentException("\"covers\" is missing");
            }
            covers = Collections.unmodifiableSet(EnumSet.copyOf(covers));
            Require.text("priceRef", priceRef);
        }
    }
}
