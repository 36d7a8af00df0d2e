package io.rmahub.warranty.model;

import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Which countries form a region. A country may be in several; {@code default} is everywhere. */
record Regions(Map<String, Set<String>> countries) {

    private static final String EVERYWHERE = "default";

    Regions {
        countries = countries == null ? Map.of() : Map.copyOf(countries);
        countries.forEach((region, codes) -> codes.forEach(code -> requireCountry("region " + region, code)));
    }

    static void requireCountry(String where, String code) {
        if (!Set.of(Locale.getISOCountries()).contains(code)) {
            throw new IllegalArgumentException(where + ": \"" + code + "\" is not an ISO 3166 country code");
        }
    }

    boolean knows(String region) {
        return region.equals(EVERYWHERE) || countries.containsKey(region);
    }

    boolean contains(String region, String country) {
        return region.equals(EVERYWHERE) || countries.get(region).contains(country);
    }
}
