package io.rmahub.warranty.model;

import java.time.LocalDate;

/**
 * What must be known of a unit to say whether it is covered. Everything but {@code asOf} may be null: not known.
 *
 * @param family   product family as the catalogue names it
 * @param country  ISO 3166-1 alpha-2 code of the site
 * @param asOf     the day that must be covered: when the fault was reported
 */
public record CoverageQuestion(
        String family,
        String country,
        LocalDate purchasedOn,
        LocalDate installedOn,
        LocalDate producedOn,
        LocalDate asOf) {

    LocalDate date(Anchor anchor) {
        return switch (anchor) {
            case PURCHASE -> purchasedOn;
            case INSTALLATION -> installedOn;
            case PRODUCTION -> producedOn;
        };
    }
}
