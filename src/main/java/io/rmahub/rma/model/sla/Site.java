package io.rmahub.rma.model.sla;

import java.time.ZoneId;

/**
 * Where the unit stands, as far as working hours depend on it. Each may be null: not known.
 *
 * @param country ISO 3166-1 alpha-2
 * @param region  ISO 3166-2 without the country, e.g. {@code BY}; parts of it after a dash
 * @param zone    the site's own time zone; null takes the one of its country
 */
public record Site(String country, String region, ZoneId zone) {

    /** Nothing is known of the site. */
    public static final Site UNKNOWN = new Site(null, null, null);
}
