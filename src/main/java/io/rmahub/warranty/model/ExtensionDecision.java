package io.rmahub.warranty.model;

import java.time.LocalDate;

/**
 * Whether an extension can be bought on a day.
 *
 * @param on           the day of the purchase, at the site
 * @param windowEndsOn the last day on which it can be bought; null when unknown or never
 * @param expiresOn    the last covered day if it is bought; null when it cannot be
 * @param priceRef     the article in the price list; null when it cannot be bought
 */
public record ExtensionDecision(
        Outcome outcome,
        String reason,
        Tier tier,
        LocalDate on,
        LocalDate windowEndsOn,
        LocalDate expiresOn,
        String priceRef,
        Explanation why) implements WarrantyDecision {

    /** REFUSED can still be asked for as an exception (tier GOODWILL). */
    public enum Outcome {
        ALLOWED, REFUSED, UNKNOWN
    }

    @Override
    public String rule() {
        return "extension";
    }

    @Override
    public String result() {
        return outcome.name();
    }
}
